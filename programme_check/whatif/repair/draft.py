"""A plan with some of its dates moved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from programme_check.model.programme import Index, Programme
from programme_check.model.work import Activity

if TYPE_CHECKING:
    from programme_check.model import Gate
    from programme_check.schedule import Plan


class Same:
    """The settings of a plan, for another one like it."""

    def __init__(self, plan: "Plan") -> None:
        self.same_day_handover = plan.same_day
        self.tolerance_days = plan.tolerance


def draft(plan: "Plan", changed: "Mapping[str, Activity | Gate]") -> "Plan":
    """The plan as it is once these items stand in the place of those with their ids."""
    from programme_check.schedule import Plan

    if not changed:
        return plan
    return Plan(with_items(plan.programme, changed), Same(plan), as_of=plan.as_of, rows=plan.rows)


def with_items(programme: Programme, changed: "Mapping[str, Activity | Gate]") -> Programme:
    """A copy of a programme with some items replaced; everything else is shared."""
    activities = {id: item for id, item in changed.items() if isinstance(item, Activity)}
    gates = {id: item for id, item in changed.items() if not isinstance(item, Activity)}
    streams = dict(programme.workstreams)
    for id, item in activities.items():
        stream = streams[item.workstream]
        if stream is programme.workstreams[item.workstream]:
            stream = streams[item.workstream] = msgspec.structs.replace(stream, activities=dict(stream.activities))
        stream.activities[id] = item
    index = Index()
    index.activities = {**programme.activities, **activities}
    index.work = {**programme.work, **changed}
    index.left_out, index.sections = programme.left_out, programme.index.sections
    return msgspec.structs.replace(programme, workstreams=streams, gates={**programme.gates, **gates}, index=index)
