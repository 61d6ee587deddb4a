"""The sentences of a simulation, the same at a terminal and in Markdown, and its answer for programs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from programme_check.reports.escape import clean
from programme_check.reports.json import iso, number
from programme_check.reports.labels import NO_GO_LIVE
from programme_check.reports.whatif.words import NAMES, days, named
from programme_check.verdict.forecast import NONE_LEFT
from programme_check.whatif.risk.results import Driver, RiskResult, Spread
from programme_check.words import chance as percent
from programme_check.words import count, day, listing

if TYPE_CHECKING:
    from programme_check.schedule import Plan

ROWS = 10
"""Rows of a curve, beside those of the days that have a name."""
NOTABLE = 0.5
"""Working days of merge bias from which it is worth a sentence."""


def verdict(one: Spread) -> str:
    """What becomes of a go-live: `Chance of 1 Feb 2027: 27%. Four in five: by 10 Mar 2027.`"""
    name = named(one.name, one.id)
    if one.planned is None:
        return f"{name} has no forecast date, so there is no chance to tell."
    said = []
    if one.stated is not None and one.chance is not None:
        said.append(f"Chance of {day(one.stated)}: {percent(one.chance)}.")
    else:
        said.append(f"No day is promised; even odds: {by(one.p50)}.")
    said.append(f"Four in five: {by(one.p80)}.")
    if one.stated is not None and one.planned != one.stated:
        said.append(f"The plan alone puts it on {day(one.planned)}.")
    if one.never:
        said.append(f"{NONE_LEFT.capitalize()}: {percent(one.never)}.")
    return f"{name}. {' '.join(said)}"


def ending(one: Spread) -> str:
    """When the plan ends, where there is no go-live."""
    planned = f" The plan alone ends on {day(one.planned)}." if one.planned is not None else ""
    return (
        f"{NO_GO_LIVE}; this is about the end of the plan. "
        f"Even odds: {by(one.p50)}. Four in five: {by(one.p80)}.{planned}"
    )


def by(on: int | None) -> str:
    """`by 10 Mar 2027`; a share that is never reached has no day."""
    return f"by {day(on)}" if on is not None else "never"


def curve(one: Spread) -> list[tuple[int, float, str]]:
    """Days, the share of runs that are done by then, and what the day is known for."""
    if not one.by_day:
        return []
    named_days: dict[int, list[str]] = {}
    for on, what in ((one.stated, "promised"), (one.planned, "the plan alone"), (one.p80, "four in five")):
        if on is not None:
            named_days.setdefault(on, []).append(what)
    points = [on for on, share in one.by_day if 0.05 <= share <= 0.95 or len(one.by_day) <= ROWS]
    points = points[:: -(-len(points) // ROWS) or 1]
    points.append(next(on for on, share in one.by_day if share >= 0.95 or on == one.by_day[-1][0]))
    return [(on, done_by(one, on), ", ".join(named_days.get(on, []))) for on in sorted({*points, *named_days})]


def done_by(one: Spread, on: int) -> float:
    """The share of runs that are done by a day."""
    return max((share for known, share in one.by_day if known <= on), default=0.0)


def signed(moved: float) -> str:
    """Days with their sign."""
    return f"{moved:+.1f}".replace("+0.0", "0").replace("-0.0", "0")


def label(one: Driver) -> str:
    """A driver by name and id."""
    return f"{'risk: ' if one.risk else ''}{named(clean(one.name, NAMES), one.id)}"


def often(found: RiskResult, plan: "Plan", most: int = 5) -> list[tuple[str, float]]:
    """The work that is on a driving path most often, milestones left out, and how often."""
    work = plan.programme.work
    shares = [(id, share) for id, share in found.criticality.items() if share and not plan.dates(id).is_milestone]
    shares.sort(key=lambda pair: -pair[1])
    return [(named(work[id].name, id), share) for id, share in shares[:most]]


def promises(found: RiskResult, most: int = 10) -> tuple[list[Spread], int]:
    """The commitments beside go-lives, the least likely first, and how many more there are."""
    ranked = sorted(found.commitments, key=lambda one: one.chance if one.chance is not None else 2.0)
    return ranked[:most], max(0, len(ranked) - most)


def bias(found: RiskResult) -> str:
    """Merge bias, named; empty where there is next to none."""
    if found.merge_bias is None or found.merge_bias < NOTABLE:
        return ""
    return (
        f"Merge bias: {days(found.merge_bias)}. Where paths meet, the latest decides, and an early finish before "
        "a fixed start is lost; so the average comes later than a plan with every length at its average."
    )


def assumptions(found: RiskResult) -> Iterator[str]:
    """What the answer rests on, a sentence or two each."""
    taken = found.assumptions
    stopped = f" of at most {found.most:,}: the answer no longer moved" if found.runs < found.most else ""
    yield f"{count(found.runs, 'run').replace(str(found.runs), f'{found.runs:,}')}{stopped}. Seed {found.seed}."
    yield from ranges(found)
    if taken.margin:
        yield f"Margin is used up before anything after it moves: {listing(taken.margin, 4)}."
    if taken.decided:
        yield f"Freezes and hypercare last as planned: {listing(taken.decided, 4)}."
    for event in taken.events[:5]:
        hit = listing([f"{id} {span}" for id, span in event.days], 4)
        yield f"Risk {named(event.title, event.id)} happens in {round(event.probability * 100, 1):g}% of cases: {hit}."
    if len(taken.events) > 5:
        yield f"{count(len(taken.events) - 5, 'more risk counts', 'more risks count')} in the same way."
    if taken.uncounted:
        yield f"Not counted, since `probability` or `affects` is missing: risk {listing(taken.uncounted, 4)}."
    if taken.drivers.by is not None and taken.drivers.correlation:
        yield f"Work with the same {taken.drivers.by} varies together (correlation {taken.drivers.correlation:g})."
    else:
        yield (
            "Activities vary independently of one another. Work that shares a vendor or a team seldom does, and then "
            "the dates spread wider: `drivers` of the settings file says what hangs together."
        )
    if taken.dated:
        yield (
            f"What has a planned start ({count(taken.dated, 'item')}) does not start before it: finishing early helps "
            "only what has no date of its own."
        )
    yield "A go-live counts from the start of its day and takes the next permitted one. Missing links are put back."


def ranges(found: RiskResult) -> Iterator[str]:
    """Where the ranges come from."""
    taken = found.assumptions
    stated = sum(one.stated for one in taken.varying)
    if stated:
        yield (
            f"{count(stated, 'activity has', 'activities have')} a range in the file (`estimate`), PERT unless it "
            "names another shape; a lognormal one has the mean and deviation of a PERT."
        )
    if taken.by_default:
        yield (
            "The file holds no ranges (`estimate`), so each kind of work gets a default one (PERT), as shares of its "
            "planned duration:"
        )
        for group, low, likely, high, source, number_of in taken.by_default:
            span = f"{low:.0%} to {high:.0%}, most likely {likely:.0%}"
            yield f"{group or 'other'} ({number_of}): {span}. Source: {source}."
    if taken.certain:
        verb = "takes" if len(taken.certain) == 1 else "take"
        yield (
            f"{count(len(taken.certain), 'activity', 'activities')} without a range {verb} as long as planned: "
            f"{listing(taken.certain, 4)}."
        )


def body(found: RiskResult) -> dict[str, Any]:
    """The answer for programs."""
    taken = found.assumptions
    return {
        "runs": found.runs,
        "seed": found.seed,
        "go_live": [spread(one) for one in found.go_lives],
        "criticality": {id: round(share, 4) for id, share in found.criticality.items()},
        "drivers": [
            {
                "id": one.id,
                "earlier_days": number(one.earlier_days),
                "later_days": number(one.later_days),
                "kind": "risk" if one.risk else "activity",
            }
            for one in found.drivers
        ],
        "drivers_of": found.drives,
        "most_runs": found.most,
        "commitments": [spread(one) for one in found.commitments],
        "end": spread(found.end) if found.end is not None else None,
        "merge_bias_days": number(found.merge_bias),
        "assumptions": {
            "said": list(assumptions(found)),
            "ranges": "file" if any(one.stated for one in taken.varying) else "default" if taken.varying else "none",
            "defaults": [
                {"group": group, "low": low, "likely": likely, "high": high, "source": source, "activities": activities}
                for group, low, likely, high, source, activities in taken.by_default
            ],
            "as_planned": [*taken.certain, *taken.decided],
            "margin": taken.margin,
            "risks": [{"id": one.id, "probability": round(one.probability, 4)} for one in taken.events],
            "risks_not_counted": taken.uncounted,
            "correlation": {"by": taken.drivers.by, "correlation": number(taken.drivers.correlation)},
        },
    }


def spread(one: Spread) -> dict[str, Any]:
    """When something happens, for programs."""
    return {
        "id": one.id,
        "date": iso(one.stated),
        "chance": None if one.chance is None else round(one.chance, 4),
        "p10": iso(one.p10),
        "p50": iso(one.p50),
        "p80": iso(one.p80),
        "p90": iso(one.p90),
        "mean": iso(one.mean),
        "forecast": iso(one.planned),
        "deviation_days": number(round(one.deviation, 2)),
        "never": round(one.never, 4),
        "curve": [[iso(on), round(share, 4)] for on, share in one.by_day],
    }
