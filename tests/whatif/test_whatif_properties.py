"""What must hold for every plan and every delay."""

from hypothesis import given, settings
from hypothesis import strategies as st
from whatif_support import activities, plan

from programme_check.model.times import Span
from programme_check.settings import Settings
from programme_check.whatif import decisions, delay

Work = list[tuple[int, int, list[int]]]
"""Duration, minimum, predecessors."""
DAYS = ("2027-01-04", "2027-01-11", "2027-01-20", "2027-02-03")


@st.composite
def plans(draw: st.DrawFn) -> str:
    """A network of up to eight activities that a go-live waits for, with planned dates here and there."""
    count = draw(st.integers(1, 8))
    lines = []
    for number in range(count):
        days = draw(st.integers(1, 12))
        preds = sorted(draw(st.sets(st.integers(0, number - 1), max_size=2))) if number else []
        types = draw(st.lists(st.sampled_from(("", " FF", " SS+2d", " +1d")), min_size=2, max_size=2))
        links = ", ".join(f'"a{pred}{kind}"' for pred, kind in zip(preds, types, strict=False))
        start = draw(st.sampled_from((None, *DAYS)))
        kind = draw(st.sampled_from(("other", "uat", "training_delivery", "margin")))
        least = draw(st.one_of(st.none(), st.integers(1, days)))
        lines.append(
            f"a{number}: {{name: A{number}, kind: {kind}, duration: {days}d"
            + (f", start: {start}" if start else "")
            + (f", minimum_duration: {least}d" if least else "")
            + (f", depends_on: [{links}]" if links else "")
            + "}"
        )
    ends = ", ".join(f"a{number}" for number in range(count))
    lines.append(f"live: {{name: Live, kind: go_live, milestone: true, start: 2027-02-15, depends_on: [{ends}]}}")
    window = draw(st.sampled_from(("", "go_live_windows: {months: {every: month_start}}\n")))
    return activities("\n".join(lines), rest=window + "readiness: {expected: 90, hypercare: {weeks: 4}}\n")


@given(plans(), st.integers(0, 30))
@settings(max_examples=60)
def test_sliding_brings_nothing_forward_and_more_delay_never_helps(text: str, late: int) -> None:
    asked = plan(text)
    some = delay(asked, Settings(), {"a0": Span(late)})
    more = delay(asked, Settings(), {"a0": Span(late + 3)})
    assert all(one.slip_days >= 0 and one.start[1] >= one.start[0] for one in some.effects)
    assert some.slip_days <= more.slip_days
    longer = {one.id: one.slip_days for one in more.effects}
    assert all(longer[one.id] >= one.slip_days for one in some.effects if one.slip_days)
    if not late:
        assert some.effects == ()
        assert some.slip_days == 0


@given(plans(), st.integers(0, 30))
@settings(max_examples=60)
def test_holding_keeps_the_date_and_hides_nothing(text: str, late: int) -> None:
    asked = plan(text)
    found = delay(asked, Settings(), {"a0": Span(late)}, mode="hold")
    again = delay(asked, Settings(), {"a0": Span(late + 2)}, mode="hold")
    live = found.go_lives[0]
    assert live.after == live.before
    assert 0 <= found.missing_days <= again.missing_days + 0.01
    assert all(one.given_up <= one.most + 0.01 for one in found.squeezes)
    assert "a0" not in {one.id for one in found.squeezes}
    # What is missing after all have given up is what the go-live would be late by, if they gave just that much.
    assert found.missing_days <= late + 0.01
    if found.missing_days:
        assert live.ready is not None
        assert live.after is not None
        assert live.ready > live.after or found.missing_days < 1
    # Nobody starts before the plan says, and nobody ends earlier than without the delay.
    assert all(one.start[1] >= one.start[0] and one.slip_days >= -0.01 for one in found.effects)
    if not late:
        assert found.squeezes == ()
    r, h = found.impact.readiness, found.impact.weeks
    assert r is not None
    assert h is not None
    assert r[1] <= r[0]
    assert h[1] >= h[0]


@given(plans(), st.integers(1, 20))
@settings(max_examples=40)
def test_nobody_gives_up_a_day_in_vain_where_the_date_is_kept(text: str, late: int) -> None:
    """Giving a day back to any one of those that gave moves the go-live, or what holds it, when nothing is missing."""
    from programme_check.schedule.engine import Change, schedule
    from programme_check.schedule.engine.golives import places

    asked = plan(text.replace("go_live_windows", "x-windows"))
    found = delay(asked, Settings(), {"a0": Span(late)}, mode="hold")
    if found.missing_days or not found.squeezes:
        return
    cuts = {one.id: one.given_up for one in found.squeezes}
    for id, days in cuts.items():
        less = {**cuts, id: days - min(0.5, days)}
        changes = [Change(id=other, longer_days=-given) for other, given in less.items()]
        after = schedule(asked, overrides=[Change(id="a0", longer_days=late), *changes])
        node = after.assembly.node["live"]
        assert (places(after, node)[1] or 0) > asked.forecast.passes.early[node]


@given(plans(), st.integers(0, 7), st.integers(0, 10))
@settings(max_examples=40)
def test_waiting_longer_never_costs_less(text: str, place: int, lead: int) -> None:
    asked = plan(f"{text}decisions: {{d: {{title: D, needed_by: 2027-01-08, lead_time: {lead}d, blocks: [a0]}}}}\n")
    found = decisions(asked)[0]
    slips = [week.slip_days or 0 for week in found.waiting]
    assert slips == sorted(slips)
    if found.kind == "free":
        assert not any(slips)
    if found.free_until is not None and found.free_until >= found.counted_from + 56:
        assert not any(slips)
