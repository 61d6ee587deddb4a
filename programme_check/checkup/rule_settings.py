"""What the settings say of single rules: levels, limits, and which run at all."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from programme_check.findings import Path, Problem, Severity

if TYPE_CHECKING:
    from programme_check.checkup.settings_file import Layered
    from programme_check.rules.rule import Rule
    from programme_check.settings import Settings

OFF = "off"
LEVELS = ("error", "warning", "info", OFF)


class RuleSettings:
    """The settings of rules, read against the rules that there are; what does not fit becomes a problem."""

    def __init__(self, settings: "Settings", layered: "Layered", rules: "dict[str, Rule]") -> None:
        self.layered = layered
        self.rules = rules
        self.problems: list[Problem] = []
        self.levels: dict[str, Severity] = {}
        self.limits: dict[str, dict[str, Any]] = {}
        self.off: set[str] = set()
        names = [*rules, *(rule.name for rule in rules.values())]
        for name, values in settings.rules.items():
            from programme_check.rules.registry import rule_id

            id = rule_id(name, rules)
            if id is None:
                self.complain(("rules", name), name, names, "rule")
            else:
                self.take(id, name, dict(values))

    def take(self, id: str, name: str, values: dict[str, Any]) -> None:
        """The level and the limits that settings give one rule; `60d` is 60 days of the kind the limit counts."""
        level = values.pop("severity", None)
        if level == OFF:
            self.off.add(id)
        elif level in LEVELS:
            self.levels[id] = Severity[str(level).upper()]
        elif level is not None:
            self.complain(("rules", name, "severity"), str(level), LEVELS, "level")
        limits = self.rules[id].limits
        known = msgspec.structs.asdict(limits) if limits is not None else {}
        for key, value in values.items():
            path = ("rules", name, key)
            if key not in known:
                self.complain(path, key, ["severity", *known], f"limit of {id}")
                continue
            wanted = in_days(value) if isinstance(known[key], int | float) else value
            try:
                msgspec.convert({key: wanted}, type(limits))
            except msgspec.ValidationError as error:
                said = str(error).partition(" - ")[0].lower()
                self.add(path, "bad-limit", f"`{key}: {value}` does not fit: {said}", f"The default is {known[key]}.")
                continue
            self.limits.setdefault(id, {})[key] = wanted

    def complain(self, path: Path, word: str, candidates: Iterable[str], what: str) -> None:
        """A word that names nothing becomes a problem, with the nearest that there is."""
        from programme_check.document import nearest

        near = nearest(word, list(candidates))
        hint = f"Did you mean `{near}`?" if near else "`programme-check rules` lists the rules there are."
        self.add(path, "unknown-name", f"`{word}` is no {what}", hint)

    def add(self, path: Path, code: str, message: str, hint: str) -> None:
        """A problem at the place where the nearest settings give the value."""
        for document in self.layered.documents:
            data: Any = document.data
            for part in path:
                data = data.get(part) if isinstance(data, dict) else None
            if data is not None:
                self.problems.append(document.problem(path, code, message, hint))
                return
        self.problems.append(Problem("settings", 0, 0, "", code, message, hint))


def in_days(value: Any) -> Any:
    """A number of days written with its unit, `60d` or `30cd`, as the number; anything else as it is."""
    if not isinstance(value, str):
        return value
    number = value.removesuffix("cd").removesuffix("d")
    return int(number) if number != value and number.isascii() and number.isdigit() else value
