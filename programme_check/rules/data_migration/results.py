"""What the results of a load are worth: reconciled or not, and each data object inside its tolerance or not."""

from typing import NamedTuple

from programme_check.model import Activity, DataObject, ObjectResult
from programme_check.rules.context import Context, count

OBJECTS = "landscape.data_objects.*"
RESULTS = "workstreams.*.activities.*.results.objects"


class Judged(NamedTuple):
    """The results of one load."""

    reconciled: bool
    """Whether it was compared with its source, or a planned reconciliation will do that."""
    outside: dict[str, str]
    """The data objects that are outside tolerance, each with words that say how far."""
    missing: tuple[str, ...]
    """The fields without which some object cannot be judged."""


def judge(ctx: Context, load: Activity) -> Judged:
    """The results of a load that is complete."""
    found = load.results.objects if load.results is not None else {}
    reconciled = bool(found) or ctx.plan.reconciled_on(load.id) is not None
    outside: dict[str, str] = {}
    missing: list[str] = []
    known = ctx.programme.landscape.data_objects
    for id, result in found.items():
        fault, field = against(known.get(id), result)
        if fault:
            outside[id] = f"{id} ({fault})"
        elif field:
            missing.append(field)
    pending = (ctx.plan.reconciled_on(load.id) or 0) > ctx.as_of
    if reconciled and not pending and (not found or ctx.plan.scope(load.id).data_objects - set(found)):
        missing.append(RESULTS)
    return Judged(reconciled, outside, tuple(dict.fromkeys(missing)))


def against(data: DataObject | None, result: ObjectResult) -> tuple[str, str]:
    """How far one object is outside tolerance, in words, or else the field that is missing to tell; empty for neither."""
    difference = result.control_total_difference
    if difference:
        return f"control totals differ by {abs(difference):g}", ""
    measure, tolerance = (data.measure, data.tolerance) if data is not None else (None, None)
    if measure is None:
        return "", f"{OBJECTS}.measure"
    if measure == "control_total":
        return "", f"{RESULTS}.*.control_total_difference" if difference is None else ""
    if tolerance is None:
        return "", f"{OBJECTS}.tolerance"
    if measure == "field_match":
        if result.match is None:
            return "", f"{RESULTS}.*.match"
        apart = round(100 - result.match, 9)
        return (f"{result.match:g} % agree, {100 - tolerance:g} % expected", "") if apart > tolerance else ("", "")
    if result.loaded is None or result.rejected is None:
        return "", f"{RESULTS}.*.{'loaded' if result.loaded is None else 'rejected'}"
    everything = result.loaded + result.rejected
    if everything and round(100 * result.rejected / everything, 9) > tolerance:
        return f"{count(result.rejected, 'record')} of {everything} rejected, {tolerance:g} % allowed", ""
    return "", ""
