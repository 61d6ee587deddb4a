"""Change: people are trained late enough to remember and on what they will really see."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Activity, Environment
from programme_check.rules.context import Context, count, day
from programme_check.rules.people.training import Reached, go_lives, live_day, lives_of, placed, reach, work
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order
from programme_check.rules.shared.late import broken, row
from programme_check.schedule.rows import Row

if TYPE_CHECKING:
    from programme_check.schedule import GoLive

WEEK = 5
"""Working days of a week, in which the limits are counted."""
START = Row(
    number=38,
    before=("process_redesign", "configuration_freeze"),
    after=("training_delivery",),
    severity="warning",
    owners=("CHG002",),
    why="People learn screens that will look different.",
)
"""Row 38 of the precedence table for the training itself, as the rule has it."""


class TimingLimits(Limits, frozen=True):
    """How long before go-live training may end."""

    weeks: float = 8
    """Weeks of five working days between the end of training and go-live from which it is a warning. Judgement."""
    remarkable_weeks: float = 4
    """The same for a hint. A weak source (2 to 4 weeks before go-live for end users)."""


@rule(
    "CHG002",
    "training-badly-timed",
    title="Training comes too early",
    severity=Severity.WARNING,
    about=lambda ctx: work(ctx, "training_delivery", "training_development"),
    needs=("workstreams.*.activities.* with kind: training_delivery",),
    limits=TimingLimits,
)
def training_badly_timed(ctx: Context, subjects: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """People are trained so early that they forget, or on processes and screens that still change.

    What: The last `training_delivery` for the same people ends more than 4 weeks before their go-live; or training starts
        before the `configuration_freeze` or the `process_redesign` in the same scope has ended, or before its training
        environment is available; or `training_development` ends before these do. A training that names no wave, entity or
        group is judged by the first go-live that is still to come.
    Levels: a warning above 8 weeks and for training on what is not final; information from 4 to 8 weeks.
    Why: People forget what they do not use, or learn screens that will look different.
    Fix: Move the training closer to go-live or add a refresher; train once process and configuration are final.
    Wrong:
        workstreams:
          change:
            name: Change
            kind: training
            activities:
              train: {name: Train payroll, kind: training_delivery, start: 2027-01-25, finish: 2027-02-05}
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
    Right:
        workstreams:
          change:
            name: Change
            kind: training
            activities:
              train: {name: Train payroll, kind: training_delivery, start: 2027-04-05, finish: 2027-04-23}
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
    Source: Vendors' pages (weak): 2 to 4 weeks before go-live for end users, training in the month before. The limit of
        8 weeks is judgement.
    """
    courses = work(ctx, "training_delivery")
    yield from forgotten(ctx, courses)
    final = Finals(ctx)
    for course in courses:
        if not ctx.plan.dates(course.id).complete:
            yield from on_what_changes(ctx, course, final)
    for writing in work(ctx, "training_development"):
        match = broken(ctx, row(ctx, 38), final.before(writing), writing.id, ranked=True)
        if match is not None:
            yield order.conflict(ctx, match, title="Training material ends before what it shows is final")


class Finals:
    """What has to be final before people are trained on it."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._final = Reached(ctx, work(ctx, "configuration_freeze", "process_redesign"))
        self._first = next((live for live in go_lives(ctx) if not live.done), None)

    def before(self, item: Activity) -> Iterator[str]:
        """What has to be final for a training, or for its material.

        One that does not say where it takes place is for the first go-live: what is final for a later one only does not
        concern it.
        """
        found = self._final.beside(item.id)
        if self._first is None or placed(self._ctx, item.id):
            return found
        return (id for id in found if id in self._for_first)

    @cached_property
    def _for_first(self) -> frozenset[str]:
        return frozenset(self._final.meeting(reach(self._ctx, self._first.id)) if self._first is not None else ())


def forgotten(ctx: Context, courses: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """Training that ends long before go-live, with nothing later for the same people."""
    limits = ctx.limits(TimingLimits)
    lives = [live for live in go_lives(ctx) if not live.done]
    dated = [(end, course) for course in courses if (end := ctx.plan.finish(course.id)) is not None]
    yield from (
        Lacking("workstreams.*.activities.*.finish", (course.id,))
        for course in courses
        if ctx.plan.finish(course.id) is None
    )
    if not lives and courses:
        yield Lacking("workstreams.*.activities.* with kind: go_live")
    for live, mine in by_live(ctx, dated, lives).items():
        date = live_day(ctx, live)
        if date is None:
            yield Lacking("workstreams.*.activities.*.start", (live.id,))
            continue
        latest: dict[frozenset[str], tuple[int, Activity]] = {}
        for end, course in mine:
            groups = ctx.plan.scope(course.id).groups
            if end < date and (groups not in latest or latest[groups][0] < end):
                latest[groups] = (end, course)
        for groups, (end, course) in latest.items():
            between = ctx.plan.calendar_of(live.id).days_between(end, date)
            if between > limits.remarkable_weeks * WEEK and not repeated(latest, groups, end):
                yield too_early(ctx, course, live, between, limits)


def repeated(latest: dict[frozenset[str], tuple[int, Activity]], groups: frozenset[str], end: int) -> bool:
    """Whether a later training is for all of the people of this one."""
    return any(later > end and (not other or (groups and groups <= other)) for other, (later, _) in latest.items())


def by_live(
    ctx: Context, dated: Sequence[tuple[int, Activity]], lives: Sequence["GoLive"]
) -> dict["GoLive", list[tuple[int, Activity]]]:
    """The training for each go-live. One that does not say where it takes place is for the first in its scope."""
    found: dict[GoLive, list[tuple[int, Activity]]] = {live: [] for live in lives}
    for end, course in dated:
        mine = lives_of(ctx, lives, reach(ctx, course.id))
        for live in mine if placed(ctx, course.id) else mine[:1]:
            found[live].append((end, course))
    return found


def too_early(ctx: Context, course: Activity, live: "GoLive", between: int, limits: TimingLimits) -> Hit:
    """Training that is forgotten by go-live."""
    date, end = live_day(ctx, live) or 0, ctx.plan.finish(course.id) or 0
    most = limits.weeks if between > limits.weeks * WEEK else limits.remarkable_weeks
    earliest = ctx.plan.calendar_of(course.id).add_days(date, -int(limits.remarkable_weeks * WEEK))
    return Hit(
        title="Training ends weeks before go-live",
        message=f"{ctx.title(course.id)} ends {day(end)}, {count(between, 'working day')} before {ctx.title(live.id)} on "
        f"{day(date)}: more than {count(most, 'week')}.",
        fix=f"Move `finish` of {course.id} to {day(earliest)} or later, or add a refresher (kind training_delivery) for the same people.",
        at=(*course.path, "finish"),
        targets=(course.id, live.id),
        related=(order.note(ctx, live.id, "start"),),
        gap_days=float(between - most * WEEK),
        impact=date,
        severity=Severity.WARNING if most == limits.weeks else Severity.INFO,
    )


def on_what_changes(ctx: Context, course: Activity, final: Finals) -> Iterator[Hit | Lacking]:
    """Training that starts before process or configuration is final, or before there is a place to train in."""
    place = training_place(ctx, course)
    opens = place.available_from if place is not None else None
    if place is not None and opens is None:
        yield Lacking("landscape.environments.*.available_from", (place.id,))
    match = broken(ctx, START, final.before(course), course.id, ranked=True)
    start = ctx.plan.start(course.id)
    late = place is not None and opens is not None and start is not None and opens.day > start
    if match is not None:
        also = (
            f" Its training environment is available only from {day(opens.day)}." if late and opens is not None else ""
        )
        yield order.conflict(ctx, match, title="People are trained on what is not final", after=also)
    elif place is not None and opens is not None and start is not None and late:
        yield homeless(ctx, course, place, opens.day, start)


def training_place(ctx: Context, course: Activity) -> Environment | None:
    """The environment a training needs: of those it names the last to open, else the first for training to open."""
    known = ctx.programme.landscape.environments
    named = [known[id] for id in sorted(ctx.plan.scope(course.id).environments) if id in known]
    training = [one for one in named or known.values() if one.kind is not None and "train" in one.kind.lower()]
    undated = [one for one in training if one.available_from is None]
    dated = sorted((one.available_from.day, one.id) for one in training if one.available_from is not None)
    if named and undated:
        return undated[0]
    if not dated:
        return undated[0] if undated else None
    return known[dated[-1 if named else 0][1]]


def homeless(ctx: Context, course: Activity, place: Environment, opens: int, start: int) -> Hit:
    """Training that starts before its environment can be used."""
    gap = max(1, ctx.plan.calendar_of(course.id).days_between(start, opens))
    name = f"{place.name} ({place.id})" if place.name else place.id
    return Hit(
        title="Training starts before its environment is there",
        message=f"{ctx.title(course.id)} starts {day(start)}, but its training environment {name} is available only from "
        f"{day(opens)}: {count(gap, 'working day')} too early.",
        fix=f"Move `start` of {course.id} to {day(opens)} or later, or bring `available_from` of {place.id} forward.",
        at=(*course.path, "start"),
        targets=(course.id, place.id),
        related=(Note((*place.path, "available_from"), f"{name} is available from {day(opens)}"),),
        gap_days=float(gap),
        impact=start,
    )
