"""Which of the predecessors in scope count for one successor, where the rule that owns a row lets some of them pass.

Such a rule and the forecast have to agree: a link that the rule would not ask for is not missing, and no date moves
for it. So what the rule makes an exception of is known here, where rows are matched.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from programme_check.schedule.ai import assessed, makers
from programme_check.schedule.reach import first_to_end, lives_by_day, placed, reach
from programme_check.schedule.scope import Scope, meet, same_scope

if TYPE_CHECKING:
    from programme_check.schedule.plan import Plan

Among = Callable[["Plan", str, Iterable[str]], Iterable[str]]
"""Takes the plan, a successor, and its predecessors in the order in which they count; gives those that do count."""


def needed_loads(plan: "Plan", test: str, loads: Iterable[str]) -> Iterable[str]:
    """For a test that names the loads it works on, these, the latest first."""
    named = plan.test_loads.named(test)
    if not named:
        return loads
    dated = [(finish, id) for id in named if (finish := plan.dates(id).finish_at) is not None]
    return [id for _, id in sorted(dated, key=lambda pair: -pair[0])]


def needed_or_mock_loads(plan: "Plan", test: str, loads: Iterable[str]) -> Iterable[str]:
    """The same; where it names none and starts before the last load ends, a mock load that is reconciled by then."""
    if plan.test_loads.named(test):
        return needed_loads(plan, test, loads)
    rest = iter(loads)
    first = next(rest, None)
    if first is None:
        return ()
    if plan.test_loads.late(first, test):
        enough = plan.test_loads.proved(test)
        if enough is not None:
            return (enough,)
    return chain((first,), rest)


STABLE = ("systems", "entities", "waves")
"""What freezes are usually taken for one by one."""


def uncovered_freezes(plan: "Plan", test: str, freezes: Iterable[str]) -> Iterator[str]:
    """All but the late freezes of what an earlier freeze, in time for the test, covers already."""
    start, scope = plan.start(test), plan.scope(test)
    ranked = iter(freezes)
    first = next(ranked, None)
    if first is None or start is None:
        return
    if (plan.finish(first) or 0) <= start:
        yield first
        yield from ranked
        return
    every = [first, *ranked]
    early = list({plan.scope(id): None for id in every if (plan.finish(id) or 0) <= start})
    for id in every:
        if (plan.finish(id) or 0) <= start or not early or not covered(early, plan.scope(id), scope):
            yield id


def covered(early: Sequence[Scope], late: Scope, test: Scope) -> bool:
    """Whether early freezes hold for all that a late freeze and the test have in common."""
    return all(covers(early, late, test, name) for name in STABLE)


def covers(early: Sequence[Scope], late: Scope, test: Scope, name: str) -> bool:
    """The same in one dimension of scope."""
    mine: frozenset[str] = getattr(late, name)
    asked: frozenset[str] = getattr(test, name)
    wanted = mine & asked if mine and asked else mine or asked
    held: list[frozenset[str]] = [getattr(scope, name) for scope in early]
    return not all(held) or wanted <= frozenset().union(*held)


def first_assessments(plan: "Plan", gate: str, assessments: Iterable[str]) -> Iterator[str]:
    """All but assessments after a gate, where another one of the same people is in time for it."""
    for id in assessments:
        if not (plan.gap(id, gate, "FS", None) or 0) > plan.tolerance or not assessed_in_time(plan, id, gate):
            yield id


def assessed_in_time(plan: "Plan", assessment: str, gate: str) -> bool:
    """Whether another assessment of the same people ends before the gate."""
    scope = plan.scope(assessment)
    for mine, first in first_to_end(plan, "readiness_assessment").items():
        if not concerns(mine, scope) or not plan.same_scope(first, gate):
            continue
        gap = plan.gap(first, gate, "FS", None)
        if gap is not None and gap <= plan.tolerance:
            return True
    return False


def days_of_freeze(plan: "Plan", load: str, freezes: Iterable[str]) -> Iterator[str]:
    """All but freezes that begin on the day of the load: a milestone stands at the end of its day."""
    start = plan.start(load)
    return (id for id in freezes if start is None or (plan.start(id) or 0) != start or not plan.dates(id).is_milestone)


def before_first_go_live(plan: "Plan", material: str, finals: Iterable[str]) -> Iterable[str]:
    """For material that says nowhere whom it is for, what has to be final for the first go-live to come."""
    first = next((live for live in lives_by_day(plan) if not live.done), None)
    if first is None or placed(plan, material):
        return finals
    scope = reach(plan, first.id)
    return (id for id in finals if concerns(reach(plan, id), scope))


def concerns(one: Scope, other: Scope) -> bool:
    """Whether two scopes concern the same work and the same people."""
    return same_scope(one, other) and meet(one.groups, other.groups)


def training_for(plan: "Plan", live: str, courses: Iterable[str]) -> Iterator[str]:
    """Training for a go-live; one that says nowhere whom it is for is for the last of them."""
    lives = lives_by_day(plan)
    for id in courses:
        mine = [one.id for one in lives if same_scope(reach(plan, id), plan.scope(one.id))]
        if live in (mine if placed(plan, id) else mine[-1:]):
            yield id


def own_go_lives(plan: "Plan", care: str, lives: Iterable[str]) -> Iterable[str]:
    """The go-lives that hypercare can be for: those by its start, where there are any."""
    start, every = plan.start(care), list(lives)
    mine = [id for id in every if start is not None and (plan.start(id) or 0) <= start]
    return mine or every


def impact_assessments(plan: "Plan", use: str, assessments: Iterable[str]) -> Iterator[str]:
    """Assessments that a use of AI waits for: none that looks back on it, none where nobody is touched."""
    known = assessed(plan, use)
    for id in assessments:
        if known is None or (known and (plan.start(id) or 0) >= (plan.start(use) or 0)):
            continue
        yield id


def own_data(plan: "Plan", evaluation: str, made: Iterable[str]) -> Iterator[str]:
    """All but work that only the data sources of other AI systems name."""
    own, named = makers(plan, evaluation)
    return (id for id in made if id in own or id not in named)


def watched_from(plan: "Plan", monitoring: str, deployments: Iterable[str]) -> Iterator[str]:
    """Deployments by whose start monitoring is not there yet; one that begins earlier is in time."""
    start = plan.start(monitoring)
    return (id for id in deployments if start is None or start >= (plan.start(id) or 0))


AMONG: dict[str, Among] = {
    "needed_loads": needed_loads,
    "needed_or_mock_loads": needed_or_mock_loads,
    "uncovered_freezes": uncovered_freezes,
    "first_assessments": first_assessments,
    "days_of_freeze": days_of_freeze,
    "before_first_go_live": before_first_go_live,
    "training_for": training_for,
    "own_go_lives": own_go_lives,
    "impact_assessments": impact_assessments,
    "own_data": own_data,
    "watched_from": watched_from,
}
