"""What a rule sees: the programme, its plan, the settings, and a few questions that many rules ask."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from programme_check.findings import Finding, Path, Severity
from programme_check.rules.rule import Limits, Rule
from programme_check.words import count, day, listing

if TYPE_CHECKING:
    from programme_check.document import Document
    from programme_check.model import Programme
    from programme_check.model.times import Span
    from programme_check.schedule import Plan
    from programme_check.settings import Settings

L = TypeVar("L", bound=Limits)

__all__ = ["Context", "count", "day", "listing"]


class WrittenBy(NamedTuple):
    """What wrote a baseline."""

    file: str
    version: str
    """Of the program."""
    rules: frozenset[str]
    """Ids of the rules it had."""


class Context:
    """One programme as the rules see it. Nothing in it changes while the rules of one round run."""

    def __init__(
        self,
        document: "Document",
        programme: "Programme",
        plan: "Plan",
        settings: "Settings",
        *,
        before: "Context | None" = None,
        today: int | None = None,
    ) -> None:
        self.document = document
        self.programme = programme
        self.plan = plan
        self.settings = settings
        self.as_of: int = plan.as_of
        self.before = before
        """The earlier revision to compare with, judged the same way, where one was named."""
        self.against = before.plan if before is not None else None
        """The plan of that revision."""
        self.today = today
        """The day of the run, a proleptic ordinal, where the caller gave it: nothing here reads a clock."""
        self.changed: dict[type[Limits], Limits] = {}
        self.levels: dict[str, Severity] = {}
        """Levels by rule id that the settings put in the place of a rule's own and of its ladder."""
        self.findings: tuple[Finding, ...] = ()
        """What the first round left open, in report order, for the rules of the second; everything found, with its
        waivers, for those of the last; empty before."""
        self.known: dict[str, Rule] = {}
        """All rules that somebody may speak of, by id; the engine adds those of the run and of the catalogue."""
        self.heard: frozenset[str] = frozenset()
        """For the last round: ids of the rules that ran and would have spoken."""
        self.written_by: WrittenBy | None = None
        """What wrote the baseline that the findings are held against, where there is one."""
        self.memo: dict[str, Any] = {}
        """What one rule worked out and another may use, by a name of its own."""

    def limits(self, kind: type[L]) -> L:
        """A rule's limits, as the settings have them."""
        found = self.changed.get(kind)
        return found if isinstance(found, kind) else kind()

    def set_limits(self, rule: Rule, values: dict[str, Any]) -> None:
        """Change limits of a rule. Raises msgspec.ValidationError for an unknown name or a wrong type."""
        if rule.limits is not None:
            changed = {**msgspec.structs.asdict(rule.limits), **values}
            self.changed[type(rule.limits)] = msgspec.convert(changed, type(rule.limits))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of the activities that are not cancelled."""
        activities = self.programme.activities.values()
        return frozenset(one.kind for one in activities if one.kind and one.status != "cancelled")

    def holds(self, *kinds: str) -> bool:
        """Whether the file has an activity of one of these kinds or their sub-kinds."""
        from programme_check.model.kinds import sub_kinds

        return any(not self.kinds.isdisjoint(sub_kinds(kind)) for kind in kinds)

    def holds_group(self, group: str) -> bool:
        """Whether the file has an activity of a kind in this group of the vocabulary."""
        from programme_check.model.kinds import group_of

        return any(group_of(kind) == group for kind in self.kinds)

    def title(self, id: str) -> str:
        """How a message names an activity or a gate: its name and, in brackets, its id."""
        item = self.programme.work.get(id)
        name = getattr(item, "name", None)
        return f"{name} ({id})" if name and name != id else id

    def working_days(self, span: "Span", id: str | None = None) -> float:
        """How many working days a duration takes that begins on the status date, on an item's or the default calendar."""
        from programme_check.schedule.spans import working_days

        calendar = self.plan.calendar_of(id) if id is not None else self.plan.calendars.default
        return working_days(calendar, span, self.as_of)

    def later(self, start: int, span: "Span") -> int:
        """The day that lies a duration after `start` on the programme's calendar."""
        from programme_check.schedule.spans import lagged_day

        return lagged_day(self.plan.calendars.default, start, span)

    def days_to_go_live(self, id: str | None = None) -> int | None:
        """Calendar days from the status date to the go-live concerned; None when none is dated or all are done."""
        found = self.plan.go_live_for(id)
        if found is None or found.stated is None:
            return None
        return int(found.stated) - self.as_of

    def ladder(self, id: str | None = None) -> Severity:
        """The level of something absent: information beyond 180 days, a warning to 60, an error inside, or as the settings
        have it."""
        lives = self.plan.go_lives
        if lives and all(live.done for live in lives):
            return Severity.WARNING
        return self.rung(self.days_to_go_live(id))

    def rung(self, left: int | None) -> Severity:
        """The level of something absent so many calendar days before it is needed; information where no day is known."""
        ladder = self.settings.ladder
        if left is None or (left > ladder.warning and left >= ladder.error):
            return Severity.INFO
        return Severity.ERROR if left < ladder.error else Severity.WARNING

    def path_of(self, id: str) -> Path:
        """Where an activity, gate or workstream stands; the top of the file when it is none of these."""
        item = self.programme.work.get(id) or self.programme.workstreams.get(id)
        return item.path if item is not None else ()
