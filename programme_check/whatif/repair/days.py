"""The days on which an item may not be, whatever it waits for: in the past, in a blackout, outside a window."""

from typing import TYPE_CHECKING, NamedTuple

from programme_check.model.kinds import sub_kinds
from programme_check.model.work import Activity
from programme_check.schedule.dates import Dates
from programme_check.whatif.repair.demands import Edge, Target

if TYPE_CHECKING:
    from programme_check.model import Gate
    from programme_check.schedule import Plan

PAST = "SCH011"
"""The rule that reports work still to do that is planned before the status date."""
FORBIDDEN = "CUT006"
"""The rule that reports a cutover or a go-live on a day that forbids it."""
STANDING = frozenset({"summary", "level_of_effort"})
Off = frozenset[tuple[str, str]]
"""Rules and items: days that such a rule is not to speak of, since the settings leave it out."""
NONE_OFF: Off = frozenset()


class Forbidden(NamedTuple):
    """Why an item may not be where it is."""

    rule: str
    target: Target | None
    """The first place to try instead; None where there is none."""
    says: str
    """What is in the way, as a clause."""


class Days:
    """Answers for one plan. Blackouts and windows do not depend on what is moved."""

    def __init__(self, plan: "Plan", off: Off = NONE_OFF) -> None:
        self._plan = plan
        self._off = off
        self._lives = {live.id for live in plan.go_lives if not live.done}
        self._cutovers = sub_kinds("cutover")

    def concerns(self, id: str) -> bool:
        """Whether blackouts or windows say anything about an item."""
        return id in self._lives or self._plan.programme.work[id].kind in self._cutovers

    def forbids(self, item: "Activity | Gate", dates: Dates) -> Forbidden | None:
        """What is wrong with the days of an unfinished item; None when nothing is."""
        if dates.complete or dates.cancelled:
            return None
        past = self.past(item, dates) if (PAST, item.id) not in self._off else None
        if past is not None or not self.concerns(item.id) or (FORBIDDEN, item.id) in self._off:
            return past
        return self.closed(item, dates)

    def past(self, item: "Activity | Gate", dates: Dates) -> Forbidden | None:
        """Work still to do before the status date, as far as a date is what is wrong with it."""
        as_of = self._plan.as_of
        if isinstance(item, Activity):
            if item.planning in STANDING or item.status == "complete":
                return None
            actual = item.actual is not None and (item.actual.start or item.actual.finish) is not None
            if (dates.in_progress and not actual) or (item.progress and not actual):
                return None  # what is missing there is the actual start
            edge: Edge = "finish" if actual else "start"
        elif item.passed_on is not None or item.status not in {None, "planned"}:
            return None
        else:
            edge = "start"
        held = dates.start if edge == "start" else dates.finish
        if held is None or held >= as_of:
            return None
        return Forbidden(PAST, Target(edge, day=as_of, strict=True), "lies before the status date")

    def closed(self, item: "Activity | Gate", dates: Dates) -> Forbidden | None:
        """A cutover or go-live in a blackout, or a go-live outside its windows."""
        first, last, windows = dates.start, dates.finish, self._plan.windows
        if first is None or last is None or not isinstance(item, Activity):
            return None
        held = windows.blackouts_between(first, max(first, last))
        lives = item.id in self._lives
        if held:
            until = max(black.to.day for black in held) + 1
            if lives:
                return self.window(item.id, until, f"lies in the blackout {held[0].id}")
            return Forbidden(FORBIDDEN, Target("start", day=until, strict=True), f"lies in the blackout {held[0].id}")
        if lives and windows.of(item.id) and not windows.permitted(item.id, first):
            return self.window(item.id, first, "is outside its go-live windows")
        return None

    def window(self, id: str, day: int, says: str) -> Forbidden:
        """A go-live that has to wait for the next permitted day from `day` on."""
        permitted = self._plan.windows.next_permitted(id, day)
        found = None if permitted is None else Target("start", day=permitted, strict=True)
        return Forbidden(FORBIDDEN, found, says)


def accepted(plan: "Plan", off: frozenset[str]) -> Off:
    """What rules that are left out would say about the days of a plan as it is written. Other items keep to theirs."""
    if off.isdisjoint({PAST, FORBIDDEN}):
        return NONE_OFF
    days = Days(plan)
    found: set[tuple[str, str]] = set()
    for id, item in plan.programme.work.items():
        dates = plan.dates(id)
        if dates.complete or dates.cancelled:
            continue
        if PAST in off and days.past(item, dates) is not None:
            found.add((PAST, id))
        if FORBIDDEN in off and days.concerns(id) and days.closed(item, dates) is not None:
            found.add((FORBIDDEN, id))
    return frozenset(found)
