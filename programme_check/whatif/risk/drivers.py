"""What makes work late together: a vendor, a workstream or a kind of work in common."""

from typing import TYPE_CHECKING

from programme_check.settings import Drivers
from programme_check.whatif.ask import vendor_of
from programme_check.whatif.risk.ranges import Variation

if TYPE_CHECKING:
    from programme_check.schedule import Plan


def groups(plan: "Plan", drivers: Drivers, varying: list[Variation]) -> list[int | None]:
    """For each variation the number of the driver it shares with others; None for one that goes alone."""
    if drivers.by is None or not drivers.correlation:
        return [None] * len(varying)
    numbers: dict[str, int] = {}
    found: list[int | None] = []
    for one in varying:
        item = plan.programme.activities[one.id]
        common = {"vendor": vendor_of(plan, item), "workstream": item.workstream, "kind": item.kind}[drivers.by]
        found.append(None if common is None else numbers.setdefault(common, len(numbers)))
    return found
