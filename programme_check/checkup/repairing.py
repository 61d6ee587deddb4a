"""The repair of one programme: what its links, its rules and its days ask, as far as that is a later date."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from programme_check.checkup.opened import Opened
    from programme_check.findings import Hit, Remedy
    from programme_check.model.links import LinkType
    from programme_check.rules.context import Context
    from programme_check.rules.rule import Rule
    from programme_check.schedule import Plan, RowMatch
    from programme_check.whatif.repair import Demand, Repair

ANY_ROW = "DEP001"
"""The rule that reports rows for which there is no rule of their own. It reports each that is broken."""
GO_NO_GO = "CUT002"
"""The rule about what a go/no-go waits for beside acceptance, for which there is a row."""
OUTSIDE = "DEP006"
"""The rule about what outside parties owe, which holds all the work that waits for it."""
FURTHER = ("ERP003", OUTSIDE)
"""Rules that own no row and ask for an order of work all the same. What takes a choice, such as who works on what, is
not among them."""


def repaired(found: "Opened") -> "Repair":
    """The nearest consistent plan of a programme."""
    from programme_check.whatif.repair import repair

    return repair(found.plan, lambda plan: list(asks(found, plan)), left_out(found))


def left_out(found: "Opened") -> frozenset[str]:
    """The rules that the settings leave out: nothing moves for what they would say."""
    judge = found.judge
    return frozenset(judge.every).difference(rule.id for rule in judge.rules) if judge is not None else frozenset()


def asks(found: "Opened", plan: "Plan") -> "Iterator[Demand]":
    """What is asked of a plan with other dates: the rows that would be reported, and the fixes of further findings.

    A rule of its own may let a row pass, such as that of a test which names the load it works on. So rows like that
    count where the rule does report them, and are asked about again once something has moved.
    """
    from programme_check.rules.registry import catalogue
    from programme_check.whatif.repair import of_row

    rules = catalogue()
    owners = {owner for row in plan.rows for owner in row.owners if owner in rules} - {ANY_ROW}
    ctx, off = found.context(plan), left_out(found)
    hits = {id: list(reported(ctx, rules[id])) for id in sorted({*owners, *FURTHER} - off)}
    for match in plan.matches:
        speaking = [owner for owner in match.owners if owner not in off]
        own = [hit for owner in speaking for hit in hits.get(owner, ()) if not match.holds and speaks_of(hit, match)]
        if own or any(owner not in owners for owner in speaking):
            yield from of_row(match, plan.tolerance, rule=speaking[0], days=lag_of(own, match))
    for id, found_by in hits.items():
        yield from (fix for hit in found_by for fix in remedy(plan, id, hit))


def reported(ctx: "Context", rule: "Rule") -> "Iterator[Hit]":
    """What a rule finds."""
    from programme_check.rules.engine import apply
    from programme_check.rules.families import concerns

    if rule.applies(ctx) if rule.applies else concerns(rule.family, ctx):
        yield from apply(ctx, rule)[1]


def lag_of(hits: "Iterable[Hit]", match: "RowMatch") -> float | None:
    """The lag that the fixes of findings have for a match, as the limits of rules set it; None where they have none."""
    fixes = [hit.remedy for hit in hits if hit.remedy is not None]
    return min((fix.lag for fix in fixes if (fix.id, fix.after) == (match.succ, match.pred)), default=None)


def speaks_of(hit: "Hit", match: "RowMatch") -> bool:
    """Whether a finding is about the two items of a match, or about all that follows the first of them."""
    named = {*hit.targets, *(part for note in hit.related for part in note.path)}
    if match.pred in hit.targets[:1]:
        return True
    return match.succ in named and (match.succ in hit.targets or match.pred in hit.targets)


def remedy(plan: "Plan", rule: str, hit: "Hit") -> "Iterator[Demand]":
    """What the fixes of a finding ask of an item; nothing where they have no date."""
    from programme_check.model.times import Span
    from programme_check.whatif.repair import Demand

    work = plan.programme.work
    for fix in (*([hit.remedy] if hit.remedy is not None else []), *evidence(plan, rule, hit)):
        if fix.id in work and (fix.after is None or fix.after in work):
            yield Demand(
                rule=rule,
                succ=fix.id,
                pred=fix.after,
                type=cast("LinkType", fix.type),
                lag=Span(fix.lag) if fix.lag else None,
                not_before=fix.not_before,
            )


def evidence(plan: "Plan", rule: str, hit: "Hit") -> "Iterator[Remedy]":
    """Fixes beside that of a finding: for tests that end after a go/no-go, for work that an outside delivery holds."""
    from programme_check.findings import Remedy
    from programme_check.model.kinds import group_of
    from programme_check.rules.dependencies.outside import early

    if rule == OUTSIDE:
        one = plan.programme.external_dependencies[hit.targets[0]]
        promised = one.committed.day if one.committed is not None else None
        yield from (Remedy(id, not_before=promised) for id in early(plan, one))
    if rule != GO_NO_GO or not hit.gap_days:
        return
    for note in hit.related:
        test = next((work for part in note.path if (work := plan.programme.work.get(str(part))) is not None), None)
        if test is not None and group_of(test.kind) == "test":
            yield Remedy(hit.targets[0], after=test.id)
