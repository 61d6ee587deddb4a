"""The sentences of a chain reaction, the same at a terminal and in Markdown."""

from typing import TYPE_CHECKING

from programme_check.reports.escape import clean
from programme_check.whatif.chain import Effect
from programme_check.whatif.delay import ChainReaction, GoLiveMove, Squeeze
from programme_check.words import count, day, listing

if TYPE_CHECKING:
    from programme_check.schedule import Plan

MODES = {
    "slide": "everything slides",
    "hold": "the go-live is held",
    "descope": "the go-live is held, work is left out",
}
NAMES = 60
"""Characters of a name within a sentence."""


def named(name: str, id: str) -> str:
    """A thing by name and id."""
    return f"{clean(name, NAMES)} ({id})" if name != id else id


def short(number: float) -> str:
    """A number of days, to a tenth."""
    return f"{round(number, 1):g}"


def days(number: float) -> str:
    """`10 working days`."""
    return count(round(number, 1), "working day")


def money(plan: "Plan", amount: float) -> str:
    """An amount in the programme's currency, in whole units."""
    return amount_in(plan.programme.programme.currency, amount)


def amount_in(currency: str | None, amount: float) -> str:
    """An amount in a currency, in whole units."""
    return f"{amount:,.0f}{f' {clean(currency, 12)}' if currency else ''}"


def title(plan: "Plan", found: ChainReaction) -> str:
    """What is asked: `If Data migration (migration) is 10 working days late`."""
    asked = list(found.delays.items())
    said = [f"{thing(plan, id)} is {days(number)} late" for id, number in asked]
    return f"If {listing(said, 4)}"


def thing(plan: "Plan", id: str) -> str:
    """Whatever an id of a delay stands for, by name."""
    programme = plan.programme
    if id in programme.work:
        return named(programme.work[id].name, id)
    if id in programme.workstreams:
        return f"all of {named(programme.workstreams[id].name, id)}"
    if id in programme.vendors:
        return f"all that {named(programme.vendors[id].name, id)} does"
    return f"what waits for {named(programme.decisions[id].title, id)}"


def go_live(found: ChainReaction, one: GoLiveMove) -> str:
    """What becomes of a go-live, in a sentence or two."""
    name = named(one.name, one.id)
    promised = f" (promised for {day(one.planned)})" if one.planned not in {None, one.before} and one.planned else ""
    if one.before is None:
        return f"{name} has no forecast date, with or without the delay."
    if one.missing_days:
        verb = "is" if one.missing_days == 1 else "are"
        ready = f"; it would be ready on {day(one.ready)}" if one.ready is not None else ""
        return f"{name} cannot be held on {day(one.before)}: {days(one.missing_days)} {verb} missing{ready}."
    if one.after is None:
        return f"{name} would miss its last permitted day. Before: {day(one.before)}."
    if not one.slip_days:
        window = ""
        if found.mode == "slide" and one.ready is not None and one.ready < one.after and found.effects:
            window = f": it is ready on {day(one.ready)}, and this is the next permitted day"
        verb = "stays on" if found.mode == "slide" else "is held on"
        return f"{name} {verb} {day(one.before)}{promised}{window}."
    snapped = ""
    if one.ready is not None and one.ready < one.after:
        snapped = f" It is ready on {day(one.ready)}; the next permitted day is {day(one.after)}."
    moved = f"{day(one.before)} → {day(one.after)}{promised}, {days(one.slip_days)} later."
    return f"{name}: {moved}{snapped}"


def cost(plan: "Plan", found: ChainReaction) -> str:
    """What the later go-live costs."""
    return cost_in(plan.programme.programme.currency, found)


def cost_in(currency: str | None, found: ChainReaction) -> str:
    """What the later go-live costs, in a currency."""
    if found.delay_cost is None:
        if found.per_week is None:
            return "Cost of the delay: not known, since the file holds no `programme.cost_of_delay`."
        return "Cost of the delay: not known, since a go-live has no date left."
    if not found.delay_cost or found.per_week is None:
        why = "as long as the date is held" if found.missing_days else "since no go-live goes later"
        return f"Cost of the delay: none, {why}."
    rate = amount_in(currency, found.per_week)
    return f"Cost of the delay: {amount_in(currency, found.delay_cost)} ({days(found.slip_days)} at {rate} a week)."


def reach(found: ChainReaction) -> str:
    """How much of it can be seen from inside the workstream, and how much cannot."""
    inside = sum(1 for one in found.effects if one.order == 1)
    outside = [one for one in found.effects if one.order == 2]
    streams = {one.workstream for one in outside} - {None}
    where = f" in {count(len(streams), 'other workstream')}" if streams else ""
    outcomes = sum(1 for one in found.effects if one.order == 3)
    last = f"; {count(outcomes, 'outcome is', 'outcomes are')} reached later" if outcomes else ""
    return (
        f"Seen inside the workstream: {count(inside, 'step')}. Outside it: {count(len(outside), 'step')}{where}{last}."
    )


def note(one: Effect) -> str:
    """What a step does beside moving."""
    said = []
    if one.compressed_days:
        said.append(f"gives up {short(one.compressed_days)}")
    if one.absorbed_days:
        said.append(f"{short(one.absorbed_days)} absorbed by {'margin' if one.by_margin else 'float'}")
    return ", ".join(said)


def outcome(one: Effect) -> str:
    """An outcome that is reached later."""
    return f"{named(one.name, one.id)}: {day(one.finish[0])} → {day(one.finish[1])}, {days(one.slip_days)} later."


def squeezed(one: Squeeze) -> str:
    """Work that gives up days."""
    most = "its stated minimum" if one.stated else "the least by rule of thumb"
    left = one.days - one.given_up
    end = f", down to {most}" if one.given_up >= one.most - 0.01 else ""
    return f"{named(one.name, one.id)} gives up {short(one.given_up)} of {days(one.days)}{end}; {short(left)} are left."


def margins(found: ChainReaction) -> list[str]:
    """What the time held in hand takes up."""
    return [
        f"{named(one.name, one.id)} absorbs {short(one.used)} of its {days(one.days)}; "
        + (f"{short(one.days - one.used)} are left." if one.days - one.used > 0.01 else "nothing of it is left.")
        for one in found.margins
    ]


def held_instead(found: ChainReaction, held: ChainReaction) -> str:
    """What it would take to hold the date that slides, in a sentence; empty when nothing slides."""
    late = [one for one in found.go_lives if one.before is not None and (one.slip_days or one.after is None)]
    if not late:
        return ""
    first = min(one.before for one in late if one.before is not None)
    taken = [
        f"{short(one.given_up)} of the {count(round(one.days, 1), 'day')} of {named(one.name, one.id)}"
        for one in held.squeezes
    ]
    takes = f"takes {listing(taken, 4)}" if taken else "finds nothing that could give up days"
    missing = f", and {days(held.missing_days)} would still be missing" if held.missing_days else ""
    return f"Holding {day(first)} instead {takes}{missing}."


def model(plan: "Plan", found: ChainReaction) -> list[tuple[str, str]]:
    """Readiness, hypercare and its cost as label and value; none where the file holds nothing of it."""
    impact = found.impact
    rows = []
    if impact.readiness is not None:
        rows.append(("Ready at go-live", arrow(*(f"{share * 100:.3g} %" for share in impact.readiness))))
    if impact.weeks is not None:
        rows.append(("Hypercare", f"{arrow(*(f'{weeks:.3g}' for weeks in impact.weeks))} weeks"))
    if impact.cost is not None:
        old, new = impact.cost
        more = f" (+{new - old:,.0f})" if new != old else ""
        rows.append(("Its cost", f"{arrow(f'{old:,.0f}', money(plan, new))}{more}" if new != old else money(plan, old)))
    return rows


def arrow(old: str, new: str) -> str:
    """A value before and after; the one value where nothing changes."""
    return f"{old} → {new}" if old != new else old


def coefficients(found: ChainReaction) -> list[str]:
    """What the model is made of, with its numbers."""
    impact, model = found.impact, found.impact.model
    return [
        f"c = {impact.tests_lost:.3g}: {impact.test_days_lost:g} of {days(impact.test_days)} of testing are lost. "
        f"t = {impact.training_lost:.3g}: {impact.training_days_lost:g} of {days(impact.training_days)} of training "
        "are lost or fall after go-live.",
        f"R = R0 (1 - {model.training_on_readiness:g} t)(1 - {model.tests_on_readiness:g} c). "
        f"H = H0 (1 + {model.tests_on_hypercare:g} c + {model.readiness_on_hypercare:g} (1 - R/R0)). "
        "The coefficients are judgement; `delay_model` of the settings file changes them.",
    ]


def notes(found: ChainReaction) -> list[str]:
    """What one has to know to read the answer."""
    said = []
    if found.training_after:
        said.append(
            f"{days(found.training_after)} of training would fall after go-live, since nothing in the plan keeps "
            "the go-live behind them. The model leaves readiness as it was when everything slides."
        )
    if any(not one.stated for one in found.squeezes):
        said.append("Work without `minimum_duration` is taken to keep 60 percent of its duration: a rule of thumb.")
    return said
