"""What the settings say of single rules: levels, limits, and which run at all."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from programme_check.findings import Problem, Severity

if TYPE_CHECKING:
    from programme_check.checkup.profiles import Layered
    from programme_check.checkup.settings_file import Layer
    from programme_check.findings import Path
    from programme_check.rules.rule import Rule

OFF = "off"
LEVELS = ("error", "warning", "info", OFF)
ENABLED, SEVERITY = "enabled", "severity"
LIST_RULES = "`programme-check rules` lists the rules there are."


class RuleSettings:
    """The settings of rules, read against the rules that there are; what does not fit becomes a problem.

    A rule may stand under its id in one file and under its name in another: the nearer file wins key by key. A level
    switches a rule on that a profile has off.
    """

    def __init__(self, layered: "Layered", rules: "dict[str, Rule]") -> None:
        self.rules = rules
        self.problems: list[Problem] = []
        self.values: dict[str, dict[str, Any]] = {}
        """What holds, by rule id and key; `severity: off` as `enabled: false`, days as numbers."""
        self.origins: dict[str, str] = {}
        """Where each of these comes from, by its dotted name: `rules.PAY001.severity`."""
        for layer in reversed(layered.layers):
            self.read(layer)

    @property
    def off(self) -> set[str]:
        """Ids of the rules that do not run."""
        return {id for id, values in self.values.items() if values.get(ENABLED) is False}

    @property
    def levels(self) -> dict[str, Severity]:
        """Levels by rule id that replace a rule's own and its ladder."""
        return {id: Severity[values[SEVERITY].upper()] for id, values in self.values.items() if SEVERITY in values}

    @property
    def limits(self) -> dict[str, dict[str, Any]]:
        """Limits by rule id."""
        found = {
            id: {key: value for key, value in values.items() if key not in {ENABLED, SEVERITY}}
            for id, values in self.values.items()
        }
        return {id: values for id, values in found.items() if values}

    def read(self, layer: "Layer") -> None:
        """Lay what one file says over what the files that it builds on say."""
        from programme_check.rules.registry import nearest_rule, rule_id

        here: dict[str, str] = {}
        for name, values in layer.values.get("rules", {}).items():
            id = rule_id(name, self.rules)
            keys: Path = ("rules", name)
            if id is None:
                near = nearest_rule(name, self.rules)
                hint = f"Did you mean `{near}`?" if near else LIST_RULES
                self.problems.append(layer.document.problem(keys, "unknown-rule", f"`{name}` is no rule", hint))
            elif id in here:
                line = layer.document.locate(("rules", here[id])).line
                message = f"`{name}` is rule {id}, which stands on line {line} already"
                self.problems.append(layer.document.problem(keys, "duplicate-rule", message, "Keep one of the two."))
            else:
                here[id] = name
                self.take(layer, id, name, values)

    def take(self, layer: "Layer", id: str, name: str, values: dict[str, Any]) -> None:
        """The level and the limits that one file gives one rule."""
        before = self.values.get(id, {})
        for key, value in values.items():
            keys = ("rules", name, key)
            if key == SEVERITY:
                self.level(layer, id, keys, value)
            elif key == ENABLED:
                if isinstance(value, bool):
                    self.put(layer, id, keys, ENABLED, value)
                else:
                    self.misfit(layer, keys, "write true or false")
            else:
                self.limit(layer, id, keys, value)
        if values.get(SEVERITY) == OFF:
            self.put(layer, id, ("rules", name, SEVERITY), ENABLED, False)
        elif SEVERITY in values and ENABLED not in values and before.get(ENABLED) is False:
            self.put(layer, id, ("rules", name, SEVERITY), ENABLED, True)

    def level(self, layer: "Layer", id: str, keys: "Path", value: Any) -> None:
        """The level of a rule."""
        if value in LEVELS:
            if value != OFF:
                self.put(layer, id, keys, SEVERITY, value)
            return
        from programme_check.document import nearest

        near = nearest(str(value), LEVELS)
        self.misfit(layer, keys, f"write one of {', '.join(LEVELS)}", f"Did you mean `{near}`?" if near else "")

    def limit(self, layer: "Layer", id: str, keys: "Path", value: Any) -> None:
        """A limit of a rule; `60d` is 60 where the limit counts working days."""
        from programme_check.rules.limits import counts, described, number, said

        key, limits = str(keys[-1]), self.rules[id].limits
        known = {name: (usual, meaning) for name, usual, meaning in described(limits)}
        if limits is None or key not in known:
            self.no_limit(layer, id, keys, known)
            return
        usual, meaning = known[key]
        wanted = number(value, usual, meaning)
        if isinstance(wanted, float) and wanted.is_integer() and counts(limits, key):
            wanted = int(wanted)  # 3.0 is a whole number to JSON Schema, so it is to us
        try:
            msgspec.convert({**msgspec.structs.asdict(limits), key: wanted}, type(limits))
        except msgspec.ValidationError:
            wanted = None
        if wanted is None or (isinstance(wanted, int | float) and not 0 <= wanted < float("inf")):
            self.misfit(layer, keys, f"write {said(usual, meaning, whole=counts(limits, key))}", meaning)
        else:
            self.put(layer, id, keys, key, wanted)

    def no_limit(self, layer: "Layer", id: str, keys: "Path", known: Iterable[str]) -> None:
        """The problem with a limit that a rule does not have."""
        from programme_check.document import nearest

        word, words = str(keys[-1]), [*known, SEVERITY, ENABLED]
        near = nearest(word, words)
        hint = f"Did you mean `{near}`?" if near else f"It takes {', '.join(words[:-1])} and {words[-1]}."
        self.problems.append(layer.document.problem(keys, "unknown-limit", f"`{word}` is no limit of {id}", hint))

    def put(self, layer: "Layer", id: str, keys: "Path", key: str, value: Any) -> None:
        """Keep a value that fits, and where it comes from."""
        self.values.setdefault(id, {})[key] = value
        self.origins[f"rules.{id}.{key}"] = layer.origin(keys)

    def misfit(self, layer: "Layer", keys: "Path", instead: str, hint: str = "") -> None:
        """The problem with a value of the wrong kind."""
        value: Any = layer.values["rules"][keys[1]][keys[2]]
        from programme_check.document.wording import show

        written = "..." if isinstance(value, dict | list) else show(value)
        message = f"`{keys[-1]}: {written}` does not fit; {instead}"
        self.problems.append(layer.document.problem(keys, "bad-limit", message, hint, of="value"))
