"""What must hold for every broken plan."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from repair_support import CURABLE, ask, blind, findings, opened, text_of, written

from programme_check.checkup.repairing import asks
from programme_check.whatif.repair import repair
from programme_check.whatif.repair.freedom import freedom

FIRST = datetime.date(2027, 1, 4)
KINDS = ("other", "configuration", "integration_testing", "uat", "data_migration", "training_delivery", "cutover")
HELD = ("", "", "", "", "committed: true", "deadline: 2027-02-26", "constraint: {type: must_start_on, reason: lease}")
LINKS = ("", "", " +3d", " SS+2d", " FF", " FF+1d", " -1d", " SF+10d", " +4cd")


def written_dates(draw: st.DrawFn, start: datetime.date, days: int, held: str) -> str:
    finish = start + datetime.timedelta(days=days)
    forms = [
        f"start: {start}, finish: {finish}",
        f'start: "{start}", duration: {days + 1}d',
        f"finish: '{finish}', duration: {max(1, days - 2)}d",
        f"start: {start}T09:00, finish: {finish}T17:00",
    ]
    form = draw(st.sampled_from(forms[: 1 if held.startswith("constraint") else 4]))
    if start < FIRST and draw(st.booleans()):
        form = f"start: {start}, finish: {finish}, actual: {{start: {start}"
        form += f", finish: {finish}}}" if finish <= FIRST else "}"
    return form


@st.composite
def plans(draw: st.DrawFn) -> str:
    """Up to nine activities and a go-live, dated without regard to what they wait for."""
    count = draw(st.integers(1, 9))
    lines = []
    for number in range(count):
        start = FIRST + datetime.timedelta(days=draw(st.integers(-10, 50)))
        held = draw(st.sampled_from(HELD))
        form = written_dates(draw, start, draw(st.integers(0, 14)), held)
        preds = sorted(draw(st.sets(st.integers(0, number - 1), max_size=2))) if number else []
        links = ", ".join(f'"a{pred}{draw(st.sampled_from(LINKS))}"' for pred in preds)
        lines.append(
            f"a{number}: {{name: A{number}, kind: {draw(st.sampled_from(KINDS))}, {form}"
            + (f", {held}" if held else "")
            + (f", depends_on: [{links}]" if links else "")
            + "}"
            + draw(st.sampled_from(("", "   # agreed on 2027-01-04", "  # ü – do not touch")))
        )
    day = FIRST + datetime.timedelta(days=draw(st.integers(0, 60)))
    last = draw(st.integers(0, count - 1))
    lines.append(f"live: {{name: Live, kind: go_live, milestone: true, start: {day}, depends_on: [a{last}]}}")
    rest = draw(st.sampled_from(("", "go_live_windows: {months: {every: month_start}}\n")))
    rest += draw(st.sampled_from(("", "blackouts: {dark: {from: 2027-02-15, to: 2027-02-24}}\n")))
    rest += draw(st.sampled_from(("", "gates: {g: {name: G, kind: go_no_go, date: 2027-01-20, depends_on: [a0]}}\n")))
    head = draw(st.sampled_from(("", ", calendar: ours")))
    if head:
        rest += "calendars: {ours: {holidays: [2027-01-06, 2027-02-01, 2027-02-02]}}\n"
    return text_of("\n".join(lines), head=head, rest=rest, types=draw(st.sampled_from(("general", "hris", "erp"))))


@given(plans())
@settings(max_examples=60)
def test_running_it_twice_changes_nothing(text: str) -> None:
    assert ask(written(text).decode()).moves == ()


@given(plans())
@settings(max_examples=60)
def test_no_contradiction_is_left_that_a_later_date_can_cure(text: str) -> None:
    repaired = written(text)
    named = {one.id: set(one.because) for one in ask(text).unresolved}
    plan = opened(repaired).plan
    for finding in findings(repaired):
        if finding.rule in CURABLE and (finding.rule == "SCH011" or finding.gap_days or finding.rule == "CUT006"):
            id = finding.targets[0]
            done = plan.dates(id).complete and finding.severity.word == "info"
            faulty = finding.rule == "SCH011" and "before the status date" not in finding.message
            assert done or faulty or finding.rule in named.get(id, ()), finding


@given(plans())
@settings(max_examples=60)
def test_nothing_moves_earlier_nor_what_is_finished_promised_or_dictated(text: str) -> None:
    before = opened(text)
    after = opened(written(text)).plan
    for one in ask(text).moves:
        item, old, new = before.programme.activities.get(one.id), before.plan.dates(one.id), after.dates(one.id)
        assert not old.complete
        assert (new.start_at or 0) >= (old.start_at or 0)
        assert (new.finish_at or 0) > (old.finish_at or 0) or (new.start_at or 0) > (old.start_at or 0)
        if item is not None:
            assert not item.committed
            assert item.constraint is None
            assert item.deadline is None or (new.finish or 0) <= item.deadline.day
            if old.actual_start is None and item.duration is None and old.duration:
                assert new.duration == old.duration


@given(plans())
@settings(max_examples=60)
def test_every_move_is_necessary_and_says_why(text: str) -> None:
    """With any one move left out, the plan wants it again, and just that far."""
    moved = ask(text).moves
    for one in moved:
        assert one.because
        without = written(text, [other for other in moved if other is not one]).decode()
        again = {other.id: (other.start[1], other.finish[1]) for other in ask(without).moves}
        assert again.get(one.id) == (one.start[1], one.finish[1])


@given(plans())
@settings(max_examples=100)
def test_no_move_is_longer_than_it_must_be(text: str) -> None:
    """A working day less for any one item that is free to move, and something is contradicted again."""
    from programme_check.model.times import Moment
    from programme_check.whatif.repair.draft import draft
    from programme_check.whatif.repair.later import leading, shifted

    found = opened(text)
    last = opened(written(text)).plan
    for one in ask(text).moves:
        item, calendar = last.programme.work[one.id], last.calendar_of(one.id)
        finish_only = not freedom(found.plan, one.id).start
        date = leading(item, finish_only=finish_only)
        original = leading(found.programme.work[one.id], finish_only=finish_only)
        assert date is not None
        assert original is not None
        if date.minute is not None:
            continue
        earlier = Moment(calendar.add_days(date.day, -1))
        if earlier.day <= original.day:
            continue
        less = draft(last, {one.id: shifted(item, calendar, earlier, finish_only=finish_only)})
        again = repair(less, lambda plan: list(asks(found, plan)))
        assert one.id in {move.id for move in again.moves}, (one, text)


@given(plans())
@settings(max_examples=100)
def test_comments_and_everything_but_dates_stay_byte_for_byte(text: str) -> None:
    after = written(text)
    assert blind(after) == blind(text)
    ids = [f"      {one.id}:" for one in ask(text).moves]
    for old, new in zip(text.splitlines(), after.decode().splitlines(), strict=True):
        if old != new:
            assert old.startswith((*ids, "gates: {g:")), (old, new)
            assert old.partition("#")[1:] == new.partition("#")[1:]
