"""How one programme is judged: its settings, the rules that run, their levels and limits."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from programme_check.checkup.options import Options
from programme_check.checkup.rule_settings import RuleSettings
from programme_check.findings import Problem, Severity
from programme_check.settings import Settings

if TYPE_CHECKING:
    from programme_check.checkup.settings_file import Layered
    from programme_check.rules.context import Context
    from programme_check.rules.packs import Rulebook
    from programme_check.rules.rule import Rule
    from programme_check.schedule.rows import Row

COMMAND = "command line"


class Judging(NamedTuple):
    """What a programme is judged by."""

    settings: Settings
    rules: "list[Rule]"
    """Those that run and report."""
    aside: "list[Rule]"
    """Those that run for the rules that judge findings, and report nothing."""
    rows: "tuple[Row, ...]" = ()
    """The precedence rows of packs."""
    levels: dict[str, Severity] = {}
    """Levels by rule id that replace a rule's own and its ladder."""
    limits: dict[str, dict[str, Any]] = {}
    """Changed limits by rule id."""
    changed: tuple[str, ...] = ()
    """What differs from the defaults, in words."""
    origins: dict[str, str] = {}
    """Where each setting comes from, by its dotted name."""
    every: "dict[str, Rule]" = {}
    """All rules there are, those too that do not run."""

    def prepare(self, context: "Context") -> None:
        """Put levels and limits where the rules look for them."""
        context.levels = self.levels
        context.known = dict(self.every)
        for id, values in self.limits.items():
            context.set_limits(self.every[id], values)


def judging(options: Options, path: Path | None) -> tuple[Judging | None, list[Problem]]:
    """How a programme is judged by the settings file at `path` (None: without one), a profile and the command line.

    None with the problems of settings that cannot be used. The command line comes before the file, the file before its
    profile. Raises UnknownName for an unknown rule on the command line.
    """
    from programme_check.checkup.settings_file import Layered, load

    layered = Layered({}, {}, ())
    if path is not None or options.profile is not None:
        layered, problems = load(path, options.profile)
        if problems:
            return None, problems
    settings = with_options(layered, options)
    from programme_check.rules.packs import PackError, rulebook

    try:
        book = rulebook(settings.packs)
    except PackError as error:
        return None, error.problems
    found = RuleSettings(settings, layered, book.rules)
    wanted = selected(settings, layered, book, found)
    if found.problems:
        return None, found.problems
    ignored = wanted[1] | found.off
    return Judging(
        settings=settings,
        rules=[rule for id, rule in book.rules.items() if id in wanted[0] - ignored],
        aside=[rule for id, rule in book.rules.items() if id not in wanted[0] | ignored],
        rows=book.rows,
        levels=found.levels,
        limits=found.limits,
        changed=differences(settings, found),
        origins=layered.origins,
        every=book.rules,
    ), []


def with_options(layered: "Layered", options: Options) -> Settings:
    """The settings with what the command line says on top."""
    for key in ("select", "ignore", "fail_on", "profile"):
        value = getattr(options, key)
        if value:
            layered.values[key] = list(value) if isinstance(value, tuple) else value
            layered.origins[key] = COMMAND
    if options.packs:
        layered.values["packs"] = [*layered.values.get("packs", ()), *options.packs]
        layered.origins["packs"] = COMMAND
    return layered.settings()


def selected(
    settings: Settings, layered: "Layered", book: "Rulebook", found: RuleSettings
) -> tuple[set[str], set[str]]:
    """The ids of the rules that are wanted, and of those that are ignored.

    An unknown word on the command line raises UnknownName; one in a file is a problem of that file.
    """
    from programme_check.rules.registry import UnknownName, choose

    chosen: list[set[str]] = []
    for key, words in (("select", settings.select), ("ignore", settings.ignore)):
        try:
            chosen.append(choose(words, book.rules))
        except UnknownName as unknown:
            if layered.origins.get(key) == COMMAND:
                raise
            found.complain((key,), unknown.word, [unknown.nearest] if unknown.nearest else [], "rule")
            chosen.append(set())
    return chosen[0] if settings.select else set(book.rules), chosen[1]


def differences(settings: Settings, found: RuleSettings) -> tuple[str, ...]:
    """What differs from the defaults, in words."""
    usual = Settings()
    said = [f"profile {settings.profile}"] if settings.profile is not None else []
    said += [
        f"{key} {getattr(settings, key)} instead of {getattr(usual, key)}"
        for key in ("min_population", "tolerance_days", "same_day_handover")
        if getattr(settings, key) != getattr(usual, key)
    ]
    said += [f"{id} {level.word} instead of {own(found.rules[id])}" for id, level in sorted(found.levels.items())]
    for id, values in sorted(found.limits.items()):
        old = found.rules[id].limits
        said += [f"{id} {key} {shown(new)} instead of {shown(getattr(old, key))}" for key, new in values.items()]
    return (*said, *(f"{id} off" for id in sorted(found.off)))


def shown(value: Any) -> str:
    """A limit as people read it."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def own(rule: "Rule") -> str:
    """The level that a rule has by itself."""
    return "by days to go-live" if rule.ladder else rule.severity.word
