"""The lengths of a network once ranges without spread have settled theirs."""

import copy
from collections.abc import Sequence

from programme_check.model.times import Span
from programme_check.schedule.engine import Net
from programme_check.whatif.risk.ranges import MONTH, Variation


def whole_days(span: Span | None) -> int:
    """The days that a span of calendar days counts, a part of one as a whole one."""
    return -int(-span.amount // 1) if span is not None and span.unit == "cd" else 0


def settled(net: Net, varying: Sequence[Variation], spans: Sequence[tuple[int, int]]) -> Net:
    """The network with the lengths that a range states but does not vary; months that vary are calendar days."""
    found = copy.copy(net)
    found.minutes, found.spans = net.minutes.copy(), dict(net.spans)
    for one, (least, most) in zip(varying, spans, strict=True):
        node, span = one.node, found.spans.get(one.node)
        if least == most and span is not None and says(net, one, span) == least:
            continue
        if one.in_calendar_days:
            found.spans[node] = Span(least, "cd")
            continue
        found.spans.pop(node, None)
        if least == most or span is not None:
            found.minutes[node] = least
    return found


def says(net: Net, one: Variation, span: Span) -> int:
    """A span of the plan in the unit of a range."""
    if not one.in_calendar_days:
        return round(span.amount * net.calendar[one.node].minutes_per_day)
    return round(span.amount * MONTH) if span.unit == "m" else whole_days(span)
