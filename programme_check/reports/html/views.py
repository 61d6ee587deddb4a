"""What the first page of a pack says, put into the shape its template wants."""

from collections.abc import Sequence
from typing import NamedTuple

from programme_check.findings import Finding, Severity
from programme_check.reports.escape import clean
from programme_check.reports.groups import Group, groups
from programme_check.reports.terminal.ahead import MOST_DECISIONS, WEEKS
from programme_check.reports.terminal.decisions import lost_days
from programme_check.reports.terminal.path import folded
from programme_check.reports.whatif.words import amount_in
from programme_check.verdict import GoLiveLine, ProgrammeReport, Status, Step, leading
from programme_check.verdict.pack import Choice, Item, Pack
from programme_check.whatif import Waiting
from programme_check.words import chance, count, day, listing

MOST_MILESTONES, SOON = 6, 90
"""Milestones of the first page, and the calendar days within which a milestone is next (reports.md)."""


class Figure(NamedTuple):
    """One of the four figures beside the verdict."""

    label: str
    value: str
    below: str
    bad: bool


class Decision(NamedTuple):
    """An open decision."""

    waiting: Waiting
    choice: Choice | None
    lost: list[tuple[str, bool]]
    """Days lost after some weeks of waiting, and whether that is any."""
    cost: str
    overdue: bool


class Fix(NamedTuple):
    """A group of findings with what mending it does."""

    group: Group
    anchor: str
    effect: str
    late: bool


class StepLine(NamedTuple):
    """A step of the critical path."""

    step: Step
    item: Item | None
    """None for a line that stands for several steps."""
    owner: str
    """Who owns the step, or leads the workstream of several."""
    planned: int | None
    """The day on which it, or the last of them, was planned to finish."""
    later: int | None
    """Working days by which it, or the last of them, is late."""


def figures(one: ProgrammeReport, pack: Pack) -> list[Figure]:
    """Stated, forecast, and either the chance and four in five or the plan as drawn and what the delay costs."""
    live = leading(one.go_lives)
    if live is None or live.stated is None:
        return []
    late = f"{count(live.slip, 'working day')} late" if live.slip else "on its day"
    forecast = day(live.computed) if live.computed is not None else "not known"
    found = [
        Figure("Stated go-live", day(live.stated), clean(live.name, 40), False),
        Figure("Forecast", forecast, late if live.computed is not None else "", bool(live.slip)),
    ]
    return [*found, *(chances(live, pack) or drawn(live, pack))]


def chances(live: GoLiveLine, pack: Pack) -> list[Figure]:
    """The two figures of a simulation; none without one."""
    spread = next((one for one in pack.risk.go_lives if one.id == live.id), None) if pack.risk is not None else None
    if pack.risk is None or spread is None or spread.chance is None or live.stated is None:
        return []
    by = day(spread.p80) if spread.p80 is not None else "never"
    return [
        Figure(f"Chance of {day(live.stated)}", chance(spread.chance), "of being live by then", spread.chance < 0.5),
        Figure("Four in five by", by, f"{pack.risk.runs:,} runs", False),
    ]


def drawn(live: GoLiveLine, pack: Pack) -> list[Figure]:
    """The plan as drawn, and what the delay costs or how many days are to spare."""
    links = count(live.missing, "missing link", "missing links")
    first = (
        [Figure("As drawn", day(live.as_drawn), f"without {links}" if live.missing else "no link is missing", False)]
        if live.as_drawn is not None
        else []
    )
    if live.slip and pack.per_week is not None:
        rate = f"at {amount_in(pack.currency, pack.per_week)} a week"
        return [
            *first,
            Figure("Cost of the delay", amount_in(pack.currency, live.slip * pack.per_week / 5), rate, True),
        ]
    if live.slip or live.spare is None:
        return first
    return [*first, Figure("To spare", count(live.spare, "working day"), "before the stated day", live.spare <= 0)]


def decisions(one: ProgrammeReport, pack: Pack) -> list[Decision]:
    """The next decisions, no more than a meeting takes."""
    found = []
    for waiting in one.ahead.decisions[:MOST_DECISIONS]:
        lost = [waiting.at(weeks).slip_days for weeks in WEEKS]
        money = waiting.at(2).cost
        cost = "not known" if money is None else amount_in(pack.currency, money) if money else "none"
        overdue = waiting.needed_by is not None and waiting.needed_by < one.status_date
        texts = [(lost_days(days), days is None or days > 0) for days in lost]
        found.append(Decision(waiting, pack.choices.get(waiting.id), texts, cost, overdue))
    return found


def behind(found: Decision) -> str:
    """Who decides, how often it was put off, what is recommended."""
    choice = found.choice
    if choice is None:
        return ""
    parts = [", ".join(part for part in (choice.forum, choice.owner) if part)]
    if choice.deferrals:
        parts.append(f"deferred {'once' if choice.deferrals == 1 else count(choice.deferrals, 'time')}")
    said = "; ".join(part for part in parts if part)
    advice = f"Recommended: {choice.recommendation}." if choice.recommendation else ""
    return " ".join(part for part in (f"{said}." if said else "", advice) if part)


def left_out(one: ProgrammeReport) -> str:
    """What is not judged, in a sentence; empty when everything is."""
    said = "Not judged, because it does not fit the schema"
    return f"{said}: {clean(listing(one.left_out, 6), 400)}." if one.left_out else ""


def anchors(found: Sequence[Finding]) -> dict[str, str]:
    """The id under which each finding stands in the list of all: a number, never a name."""
    return {item.fingerprint: f"f{number}" for number, item in enumerate(found, 1)}


def fixes(one: ProgrammeReport) -> list[Fix]:
    """What to fix first: groups in their order, known ones last."""
    names = anchors(one.findings)
    grouped = sorted(groups(one.findings), key=lambda group: group.headline.baselined)
    return [Fix(group, names[group.headline.fingerprint], *effect(group.headline)) for group in grouped]


def effect(item: Finding) -> tuple[str, bool]:
    """What the fix does to the go-live as a cell says it, and whether that is bad news."""
    if item.effect_days is not None:
        return (f"{item.effect_days:+g} days", item.effect_days > 0) if item.effect_days else ("0 days", False)
    return ("not known", False) if item.effect_unknown else ("", False)


def milestones(one: ProgrammeReport, pack: Pack) -> list[Item]:
    """The milestones and gates of the next months that moved or come first, and the go-live of the verdict."""
    live = leading(one.go_lives)
    points = [item for item in pack.items if item.milestone and not item.complete]
    points.sort(key=lambda item: (item.finish, item.id))
    near = [item for item in points if item.finish <= one.status_date + SOON]
    last = [item for item in points if live is not None and item.id == live.id]
    room = MOST_MILESTONES - len(last)
    chosen = [item for item in near if item not in last][:room]
    rest = [item for item in points if item not in chosen and item not in last]
    chosen += rest[: room - len(chosen)]
    return sorted([*chosen, *last], key=lambda item: (item.finish, item.id))


def spare(chosen: Sequence[Item], decisions: int) -> frozenset[str]:
    """The milestones that a printed first sheet leaves out, so that it stays one sheet: go-lives stay."""
    less = len(chosen) - (MOST_MILESTONES - max(0, decisions - 1))
    return frozenset([item.id for item in chosen if not item.go_live][::-1][: max(0, less)])


def moved(item: Item, one: ProgrammeReport) -> tuple[Status, str]:
    """By how much a milestone moved, and how bad that is; the rule that its date breaks where it did not move."""
    if item.planned_finish is None:
        return Status.NOT_SET, "not planned"
    if item.later > 0:
        worst = Status.RED if item.critical or item.go_live else Status.AMBER
        return worst, f"{item.later:+d} day{'s' * (item.later != 1)}"
    for finding in one.findings:
        if finding.severity is Severity.ERROR and finding.dimension and finding.targets[:1] == (item.id,):
            return Status.RED, f"see {finding.rule}"
    return Status.GREEN, "on its day" if not item.later else f"{item.later:+d} days"


def steps(one: ProgrammeReport, pack: Pack) -> list[StepLine]:
    """The critical path with owners and planned dates; a long one folded by workstream."""
    if one.path is None or len(one.path.steps) < 2:
        return []
    items = {item.id: item for item in pack.items}
    leads = {lane.name: lane.lead for lane in pack.lanes}
    found = []
    for step in folded(one.path.steps):
        item = items.get(step.id) if step.items == 1 else None
        same = [items[one.id] for one in one.path.steps if one.workstream == step.workstream and one.id in items]
        last = item or next((one for one in same if one.finish == step.finish), None)
        owner = item.owner if item is not None else leads.get(step.workstream, "")
        planned = last.planned_finish if last is not None else None
        found.append(StepLine(step, item, owner, planned, last.later if last is not None and planned else None))
    return found


def unjudged(one: ProgrammeReport) -> list[tuple[str, list[str]]]:
    """The fields that the file lacks, and the rules that wait for each; what most rules wait for first."""
    fields: dict[str, list[str]] = {}
    for item in one.unjudged:
        for field in item.needs:
            fields.setdefault(field, []).append(item.rule)
    return sorted(fields.items(), key=lambda pair: (-len(pair[1]), pair[0]))
