"""What drives a date in the forecast, all that tie, once the planned dates that hold work back are set aside."""

from typing import TYPE_CHECKING

from programme_check.schedule.calendar import DAY

if TYPE_CHECKING:
    from programme_check.schedule.engine import Schedule


def drivers(schedule: "Schedule", node: int) -> list[int]:
    """The predecessors of a node that decide the day on which it could come; several where they tie."""
    net, passes, axis = schedule.net, schedule.passes, schedule.net.axis[node]
    if node in net.held:
        return []
    reached = [
        (net.earliest(link, passes.early[net.pred[link]]), net.pred[link])
        for link in schedule.into[node]
        if passes.computed[net.pred[link]]
    ]
    if len(reached) < 2:
        return [pred for _, pred in reached]
    latest = axis.instant_of(max(reached)[0], "finish") // DAY
    return list(dict.fromkeys(pred for place, pred in reached if axis.instant_of(place, "finish") // DAY == latest))


def behind(schedule: "Schedule", node: int) -> dict[int, list[int]]:
    """Every node on a longest path to a node, itself included, with the nodes that drive it."""
    found: dict[int, list[int]] = {}
    queue = [node]
    while queue:
        one = queue.pop()
        if one not in found:
            found[one] = drivers(schedule, one)
            queue += found[one]
    return found
