"""Payroll: what people have earned and paid in tax so far comes along when they change payroll during the tax year."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, PayGroup
from programme_check.rules.context import Context, day, listing
from programme_check.rules.payroll.data import compared
from programme_check.rules.payroll.periods import ahead, label, scope_of_group, shifted
from programme_check.rules.rule import rule
from programme_check.rules.shared.upstream import work
from programme_check.schedule.scope import Scope, meet, same_scope
from programme_check.schedule.spans import add_months

LOADS = ("data_migration", "mock_data_load", "final_data_load")
"""Work that loads data; the other kinds of data work prepare or compare it."""


@rule(
    "PAY006",
    "mid-year-without-ytd",
    title="Mid-year start without balances of the year so far",
    severity=Severity.WARNING,
    about=ahead,
    needs=("payroll.pay_groups",),
)
def mid_year_without_ytd(ctx: Context, groups: Sequence[PayGroup]) -> Iterator[Hit | Lacking]:
    """A pay group changes payroll during the tax year, and its year-to-date balances do not come along.

    What: The first live period of a pay group is not the first of its tax year, and no data object of kind `ytd_balances`
        is in scope, in a load for these people, and reconciled in fact or in plan. A period is the first when the tax year
        begins in it, or when its pay day is the first of the tax year.
    Levels: a warning; information where the first live period begins a quarter of the tax year.
    Why: Year-end statements, caps and filings need what was paid since the tax year began. Without it the new payroll taxes
        people as if they had just joined.
    Fix: Load and reconcile the balances, or go live with the first period of the tax year.
    Wrong:
        programme: {types: [hris]}
        payroll: {pay_groups: {monthly: {frequency: monthly, first_period_start: 2027-06-01, tax_year_start: 2027-04-06}}}
    Right:
        programme: {types: [hris]}
        payroll: {pay_groups: {monthly: {frequency: monthly, first_period_start: 2027-06-01, tax_year_start: 2027-04-06}}}
        landscape: {data_objects: {year-to-date: {name: Pay and tax so far, kind: ytd_balances}}}
        workstreams:
          data:
            name: Data
            kind: data_migration
            activities:
              load: {name: Full load, kind: mock_data_load, start: 2027-03-01, finish: 2027-03-12, scope: {data_objects: [year-to-date]}}
              check: {name: Reconcile, kind: data_reconciliation, start: 2027-03-15, finish: 2027-03-19}
    Source: Two pages of payroll vendors: change at the start of the tax year, else of a quarter (weak).
    """
    balances = Balances(ctx)
    for group in groups:
        start = first_day(group)
        if group.tax_year_start is None:
            yield Lacking("payroll.pay_groups.*.tax_year_start", (group.id,))
        elif start is None:
            yield Lacking("payroll.pay_groups.*.first_period_start", (group.id,))
        elif group.frequency is None and start not in years(group.tax_year_start.day, start):
            yield Lacking("payroll.pay_groups.*.frequency", (group.id,))
        elif not begins(group, start, years(group.tax_year_start.day, start)):
            gap = balances.missing(group)
            if gap is not None:
                yield hit(group, start, group.tax_year_start.day, *gap)


def first_day(group: PayGroup) -> int | None:
    """The first day of the first live period: as written, or the first of the month that names a monthly one."""
    if group.first_period_start is not None:
        return group.first_period_start.day
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", (group.first_live_period or "").strip())
    if found is None or group.frequency != "monthly":
        return None
    return datetime.date(int(found[1]), int(found[2]), 1).toordinal()


def years(tax_year_start: int, start: int) -> list[int]:
    """The first days of the tax years around a day."""
    apart = datetime.date.fromordinal(start).year - datetime.date.fromordinal(tax_year_start).year
    return [add_months(tax_year_start, 12 * (apart + year)) for year in (-1, 0, 1)]


def begins(group: PayGroup, start: int, days: Sequence[int]) -> bool:
    """Whether one of the days lies in the first live period, or its pay day is the first from that day on."""
    if group.frequency is None:
        return start in days
    end = shifted(start, group.frequency, 1)
    if any(start <= one < end for one in days):
        return True
    if group.pay_day is None:
        return False
    before = shifted(group.pay_day.day, group.frequency, -1)
    return any(before < one <= group.pay_day.day for one in days)


class Carried(NamedTuple):
    """What the loads of one scope do with year-to-date balances."""

    last: str
    """The last of these loads in the file."""
    reconciled: bool


class Balances:
    """The year-to-date balances of the plan, and the loads that bring them, by scope."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self.objects = [
            one
            for one in ctx.programme.landscape.data_objects.values()
            if one.kind == "ytd_balances" and one.in_scope in (None, 1)
        ]
        self._loads = work(ctx.plan.of_kinds(LOADS)) if self.objects else []
        self._by_scope: dict[Scope, Carried] = {}
        for load in self._loads:
            brought = [
                one.id for one in self.objects if meet(ctx.plan.scope(load.id).data_objects, frozenset({one.id}))
            ]
            if brought:
                scope = ctx.plan.scope(load.id)
                known = self._by_scope.get(scope)
                done = (known is not None and known.reconciled) or self._reconciled(load, brought)
                self._by_scope[scope] = Carried(load.id, done)

    def _reconciled(self, load: Activity, objects: Sequence[str]) -> bool:
        return self._ctx.plan.reconciled_on(load.id) is not None or any(compared(load, id) for id in objects)

    def missing(self, group: PayGroup) -> tuple[str, str] | None:
        """What keeps the balances of a pay group from coming along, with the fix; None when they do."""
        if not self.objects:
            return "no data object of kind ytd_balances is migrated", (
                "Add `year-to-date: {name: Pay and tax of the year so far, kind: ytd_balances}` to `landscape.data_objects`, "
                "load it and reconcile it"
            )
        scope = scope_of_group(self._ctx, group)
        carried = [found for one, found in self._by_scope.items() if same_scope(scope, one)]
        names = listing([f"{one.name} ({one.id})" if one.name else one.id for one in self.objects], 3)
        if not carried:
            return f"no load for them carries {names}", f"Name {self.objects[0].id} in `scope.data_objects` of a load"
        if any(found.reconciled for found in carried):
            return None
        return f"no load of {names} is reconciled", f"Plan a `data_reconciliation` after {carried[-1].last}"


def hit(group: PayGroup, start: int, tax_year_start: int, gap: str, fix: str) -> Hit:
    """The hit for a pay group that starts during its tax year without the balances."""
    days = years(tax_year_start, start)
    quarters = [add_months(one, months) for one in days for months in (3, 6, 9)]
    begun = max(one for one in days if one <= start)
    following = min(one for one in days if one > start)
    at_quarter = begins(group, start, quarters)
    quarter = ", at the start of a quarter" if at_quarter else ""
    return Hit(
        message=f"{label(group)} goes live with the period from {day(start)}{quarter}; its tax year began {day(begun)}, and {gap}.",
        fix=f"{fix}, or go live with the first period of the next tax year, which begins {day(following)}.",
        at=(*group.path, "first_period_start"),
        targets=(group.id,),
        impact=start,
        severity=Severity.INFO if at_quarter else None,
        absent=True,
    )
