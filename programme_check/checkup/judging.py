"""How one programme is judged: its settings, the rules that run, their levels and limits."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from programme_check.checkup.options import Options
from programme_check.checkup.rule_settings import LIST_RULES, RuleSettings
from programme_check.findings import Problem, Severity
from programme_check.settings import Ladder, Settings

if TYPE_CHECKING:
    from programme_check.checkup.profiles import Layered
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
    from programme_check.checkup.profiles import Layered, load

    layered = Layered({}, {}, ())
    problems: list[Problem] = []
    if path is not None or options.profile is not None:
        layered, problems = load(path, options.profile)
    settings = with_options(layered, options)
    from programme_check.rules.packs import PackError, rulebook

    if any(problem.pointer.startswith("/packs") for problem in problems):
        return None, one_each(problems)  # without the rules of that pack nobody can say which names are wrong
    try:
        book = rulebook(settings.packs)
    except PackError as error:
        return None, one_each([*problems, *error.problems])
    found = RuleSettings(layered, book.rules)
    wanted = selected(settings, layered, book, found)
    problems = one_each([*problems, *found.problems])
    if problems:
        return None, problems
    ignored = wanted[1] | found.off
    return Judging(
        settings=msgspec.structs.replace(settings, rules=dict(sorted(found.values.items()))),
        rules=[rule for id, rule in book.rules.items() if id in wanted[0] - ignored],
        aside=[rule for id, rule in book.rules.items() if id not in wanted[0] | ignored],
        rows=book.rows,
        levels=found.levels,
        limits=found.limits,
        changed=differences(settings, found),
        origins=layered.origins | found.origins,
        every=book.rules,
    ), []


def packs_for(folder: Path) -> tuple[tuple[str, ...], list[Problem]]:
    """The packs that the settings of a folder name, and what is wrong with those that are named.

    Nothing else in the file matters here: whoever mends a rule's name in it wants to see the rules there are.
    """
    from programme_check.checkup.settings_file import find

    path = find(folder)
    if path is None:
        return (), []
    from programme_check.checkup.profiles import load

    layered, problems = load(path, None)
    return tuple(layered.values.get("packs", ())), [one for one in problems if one.pointer.startswith("/packs")]


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


def one_each(problems: list[Problem]) -> list[Problem]:
    """One problem for each place, in the order of lines: the first found says most."""
    places = {(one.file, one.pointer if one.line else one.message): one for one in reversed(problems)}
    files = list(dict.fromkeys(one.file for one in problems))
    return sorted(places.values(), key=lambda one: (files.index(one.file), one.line, one.column))


def selected(
    settings: Settings, layered: "Layered", book: "Rulebook", found: RuleSettings
) -> tuple[set[str], set[str]]:
    """The ids of the rules that are wanted, and of those that are ignored.

    An unknown word on the command line raises UnknownName; one in a file is a problem of that file.
    """
    from programme_check.rules.registry import UnknownName, choose

    chosen: dict[str, set[str]] = {}
    for key, words in (("select", settings.select), ("ignore", settings.ignore)):
        chosen[key] = set()
        for number, word in enumerate(words):
            try:
                chosen[key] |= choose([word], book.rules)
            except UnknownName as unknown:
                layer = layered.giving(key)
                if layered.origins.get(key) == COMMAND or layer is None:
                    raise
                near = unknown.nearest
                hint = f"Did you mean `{near}`?" if near else LIST_RULES
                message = f"`{word}` is no rule, nor a family of rules"
                place = (key, number)
                found.problems.append(layer.document.problem(place, "unknown-rule", message, hint, of="value"))
    return chosen["select"] if settings.select else set(book.rules), chosen["ignore"]


def differences(settings: Settings, found: RuleSettings) -> tuple[str, ...]:
    """What differs from the defaults, in words. A shipped profile stands for the rules that it leaves out."""
    from programme_check.checkup.profiles import PROFILES, STANDARD

    usual = Settings()
    said = [f"profile {settings.profile}"] if settings.profile not in {None, STANDARD} else []
    said += [f"only {', '.join(settings.select)}"] if settings.select else []
    said += [f"without {', '.join(settings.ignore)}"] if settings.ignore else []
    said += [
        f"{key} {shown(getattr(settings, key))} instead of {shown(getattr(usual, key))}"
        for key in ("min_population", "tolerance_days", "same_day_handover")
        if getattr(settings, key) != getattr(usual, key)
    ]
    said += steps(settings.ladder, usual.ladder)
    shipped = {f"profile {name}" for name in PROFILES}
    for id in sorted(found.values):
        if id in found.off:
            said += [f"{id} off"] if found.origins[f"rules.{id}.enabled"] not in shipped else []
            continue
        said += [fixed(found.rules[id], found.levels[id])] if id in found.levels else []
        old = found.rules[id].limits
        said += [
            f"{id} {key} {shown(new)} instead of {shown(getattr(old, key))}"
            for key, new in found.limits.get(id, {}).items()
            if new != getattr(old, key)
        ]
    return tuple(said)


def steps(ladder: Ladder, usual: Ladder) -> list[str]:
    """The days before go-live at which levels change, where they are not the usual ones."""
    found = []
    if ladder.warning != usual.warning:
        found.append(f"absences warn from {ladder.warning} days before go-live instead of {usual.warning}")
    if ladder.error != usual.error:
        found.append(f"absences are errors inside {ladder.error} days before go-live instead of {usual.error}")
    return found


def fixed(rule: "Rule", level: Severity) -> str:
    """A level that takes the place of those a rule gives by itself."""
    if rule.ladder:
        return f"{rule.id} {level.word} at any distance from go-live"
    own = rule.severity
    return f"{rule.id} always {level.word}" if level is own else f"{rule.id} {level.word} instead of {own.word}"


def shown(value: Any) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
