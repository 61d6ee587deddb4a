"""The day that a fix names and the effect that a finding states go together: the fix is made, the plan run again."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from programme_check.document import Document, load, read
from programme_check.findings import Hit
from programme_check.model import build
from programme_check.rules.cases import MINIMAL, merge
from programme_check.rules.context import Context, day
from programme_check.rules.effect import Effects
from programme_check.rules.engine import apply
from programme_check.rules.families import concerns
from programme_check.rules.registry import catalogue
from programme_check.schedule import Plan
from programme_check.settings import Settings

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
SAMPLES = sorted((Path(__file__).parents[2] / "sample_programmes").glob("*.programme.yaml"))


class Fixed(NamedTuple):
    """A finding whose fix names a day, with what it says and what comes of it."""

    rule: str
    targets: tuple[str, ...]
    said: float | None
    moved: float | None


def context(data: dict[str, Any]) -> Context | None:
    """A programme as the rules see it."""
    import msgspec

    document, _ = read(msgspec.json.format(msgspec.json.encode(data), indent=2), "plan.yaml")
    programme = build(document)[0] if document is not None else None
    if document is None or programme is None or programme.left_out:
        return None
    return Context(document, programme, Plan(programme, Settings()), Settings())


def hits(ctx: Context) -> Iterator[tuple[str, Hit]]:
    """What the rules of the first round find that names a day."""
    for id, rule in catalogue().items():
        if not rule.second and not rule.last and (rule.applies(ctx) if rule.applies else concerns(rule.family, ctx)):
            yield from ((id, hit) for hit in apply(ctx, rule)[1] if hit.remedy is not None)


def goes(ctx: Context, id: str) -> int | None:
    """The day on which the go-live that an item works towards takes place, with the links put back that hold."""
    live = ctx.plan.as_meant.go_live(ctx.plan.go_live_for(id))
    return live.goes if live is not None else None


def apply_fix(data: dict[str, Any], ctx: Context, id: str, to: int) -> dict[str, Any]:
    """The file with one item moved to a day; what it takes stays as it is."""
    import datetime

    changed = copy.deepcopy(data)
    item = ctx.programme.work[id]
    node: Any = changed
    for part in item.path:
        node = node[part]
    iso = datetime.date.fromordinal(to).isoformat()
    if id in ctx.programme.gates:
        node["date"] = iso
        return changed
    if "start" in node and "finish" in node:
        calendar, first, last = ctx.plan.calendar_of(id), ctx.plan.start(id), ctx.plan.finish(id)
        assert first is not None
        assert last is not None
        finish = calendar.add_days(to, calendar.days_between(first, last))
        node["finish"] = datetime.date.fromordinal(finish).isoformat()
    elif "finish" in node and "duration" in node:
        del node["finish"]
    node["start"] = iso
    return changed


def hands_over(ctx: Context, id: str) -> bool:
    """Whether something is planned to start on the day an item ends: moved alone in the file, it loses that day."""
    finish = ctx.plan.finish(id)
    return any(link.pred == id and link.type == "FS" and ctx.plan.start(link.succ) == finish for link in ctx.plan.links)


def fixed(data: dict[str, Any]) -> Iterator[Fixed]:
    """What comes of each fix of a programme that names a day."""
    ctx = context(data)
    if ctx is None or not ctx.plan.go_lives:
        return
    effects = Effects(ctx)
    for rule, hit in hits(ctx):
        remedy, said = hit.remedy, effects.of(hit)[0]
        if remedy is None or remedy.to is None or said is None:
            continue
        after = context(apply_fix(data, ctx, remedy.id, remedy.to))
        assert after is not None
        named = remedy.to if remedy.type in {"FS", "SS"} else after.plan.finish(remedy.id)
        assert named is not None
        assert day(named) in hit.fix, rule
        vars(after.plan)["matches"] = ctx.plan.matches  # links put back are those of the plan before the fix
        live = ctx.plan.go_live_for(remedy.id)
        before_day, after_day = goes(ctx, remedy.id), goes(after, remedy.id)
        if live is None or before_day is None or after_day is None:
            continue
        moved = ctx.plan.calendar_of(live.id).days_between(before_day, after_day)
        kept = said + 1 if moved == said + 1 and hands_over(ctx, remedy.id) else said
        yield Fixed(rule, hit.targets, kept, moved)


def plain(document: Document | None) -> dict[str, Any]:
    """The data of a file as JSON has it."""
    assert document is not None
    return document.data


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_fix_made_in_a_sample_moves_the_go_live_as_stated(path: Path) -> None:
    """For every finding of a sample whose fix names a day."""
    found = list(fixed(plain(load(str(path))[0])))
    assert [one for one in found if one.said != one.moved] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_fix_made_in_a_case_moves_the_go_live_as_stated(path: Path) -> None:
    """For every finding of a rule's cases whose fix names a day."""
    text = b"cases:\n" + re.sub(rb"(?m)^", b"  ", path.read_bytes())
    for case in plain(read(text, path.name)[0])["cases"]:
        found = list(fixed(merge(MINIMAL, case["file"])))
        assert [one for one in found if one.said != one.moved] == [], case["name"]


CUTOVER: dict[str, Any] = {
    "schema_version": 1,
    "programme": {"name": "Payroll", "types": ["hris"], "status_date": "2027-01-08", "calendar": "standard"},
    "calendars": {
        "standard": {"holidays": ["2027-08-30"]},
        "every-day": {"working_days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
    },
    "go_live_windows": {"pay-period": {"every": "pay_period_start", "of": "monthly", "applies_to": ["live"]}},
    "payroll": {"pay_groups": {"monthly": {"frequency": "monthly", "first_period_start": "2027-09-01"}}},
    "workstreams": {
        "all": {
            "name": "All",
            "kind": "cutover",
            "activities": {
                "runs": {"name": "Runs", "kind": "parallel_testing", "start": "2027-06-28", "finish": "2027-08-27"},
                "cut": {
                    "name": "Cutover", "kind": "payroll_cutover", "calendar": "every-day", "start": "2027-08-28",
                    "finish": "2027-08-31", "depends_on": ["runs"],
                },
                "live": {
                    "name": "Live", "kind": "go_live", "milestone": True, "start": "2027-09-01", "depends_on": ["cut"],
                },
            },
        }
    },
}  # fmt: skip


def test_the_go_live_and_not_its_cutover_stands_at_the_start_of_a_pay_period() -> None:
    """The cutover moves to the first day that the runs leave it, and the go-live a month and not two."""
    ctx = context(CUTOVER)
    assert ctx is not None
    hit = next(hit for rule, hit in hits(ctx) if rule == "PAY001")
    assert "Move `start` of cut to 6 Sep 2027 or later" in hit.fix
    assert "so that live can stand on 1 Oct 2027, a start of a pay period of monthly" in hit.fix
    assert Fixed("PAY001", ("cut", "runs"), 22, 22) in list(fixed(CUTOVER))
