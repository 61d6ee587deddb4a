"""Small charts as numbers: the chain reaction, the share of runs that are live by each day, what moves go-live most."""

from collections.abc import Sequence
from typing import NamedTuple

from programme_check.reports.escape import clean
from programme_check.reports.html.axis import Axis, Tick, cut, short
from programme_check.reports.terminal.ahead import chosen
from programme_check.reports.terminal.delay import branches
from programme_check.reports.whatif import risk as risk_words
from programme_check.reports.whatif import words
from programme_check.verdict import Ahead
from programme_check.whatif.risk.results import Driver, Spread
from programme_check.words import day

CHAIN = (520.0, 176.0, 22.0, 24.0)
"""Pixels of the chain reaction: width, column of names, a line, the months above."""
CURVE = (520.0, 210.0, 38.0, 18.0)
"""Pixels of the curve: width, height of the plot, column of shares, room above."""
TORNADO = (520.0, 200.0, 26.0, 8.0)
"""Pixels of the tornado: width, column of names, a line, the numbers above."""


class Moved(NamedTuple):
    """A step of a chain reaction: where it was, where it is then."""

    name: str
    y: float
    before: tuple[float, float]
    """Where the grey bar begins, and its width."""
    after: tuple[float, float]
    point: bool
    bold: bool
    kind: str
    """`crit` for a step that moves by as much as the one that began, else `tight`; `still` where float took it all."""
    label: str
    title: str


class Chain(NamedTuple):
    """The picture of a chain reaction."""

    height: float
    ticks: list[Tick]
    rows: list[Moved]
    stated: float | None
    hidden: int


def chain(ahead: Ahead, stated: int | None) -> Chain | None:
    """What moves when the slip with the worst yield happens; None where there is none."""
    found = ahead.chain
    if found is None or not found.effects:
        return None
    every = list(branches([one for one in found.effects if one.order < 3]))
    shown = [row.effect for row in chosen(every, {live.id for live in found.go_lives})]
    width, names, line, top = CHAIN
    days = [on for one in shown for on in (*one.start, *one.finish)]
    axis = Axis(min(days) - 3, max([*days, stated or 0]) + 14, names + 4, width - 34)
    most = max(one.slip_days for one in shown)
    lives = {live.id for live in found.go_lives}
    rows = []
    for number, one in enumerate(shown):
        ends = [(axis.at(one.start[at]), axis.at(one.finish[at] + 1)) for at in (0, 1)]
        point = one.start[0] == one.finish[0] and one.id in lives
        rows.append(
            Moved(
                name=cut(one.name or one.id, names),
                y=top + number * line,
                before=(ends[0][0], round(ends[0][1] - ends[0][0], 1)),
                after=(ends[1][0], round(ends[1][1] - ends[1][0], 1)),
                point=point,
                bold=one.id in lives,
                kind="still" if not one.slip_days else "crit" if one.slip_days >= most else "tight",
                label=f"{one.slip_days:+g}" if one.slip_days else "0",
                title=f"{clean(one.name or one.id)}: {words.arrow(day(one.finish[0]), day(one.finish[1]))}"
                + (f"; {words.note(one)}" if words.note(one) else ""),
            )
        )
    mark = axis.at(stated) if stated is not None and axis.holds(stated) else None
    return Chain(top + len(rows) * line + 6, list(axis.months()), rows, mark, len(every) - len(shown))


class Named(NamedTuple):
    """A point of a curve with its name."""

    x: float
    y: float
    label: str
    left: bool
    """Whether the name stands at the left of it."""


class Curve(NamedTuple):
    """The share of runs that are live by each day."""

    height: float
    points: str
    """As SVG writes them."""
    ticks: list[tuple[float, str]]
    shares: list[tuple[float, str]]
    named: list[Named]
    stated: float | None
    label: str


def curve(one: Spread, as_of: int) -> Curve | None:
    """The picture of a simulation; None where nothing happens in any run."""
    points = [(on, share) for on, share in one.by_day if share > 0]
    if len(points) < 2:
        return None
    width, plot, left, top = CURVE
    first = min([on for on, share in points if share >= 0.01][:1] + ([one.stated] if one.stated is not None else []))
    last = max([*[on for on, share in points if share <= 0.99][-1:], points[0][0]])
    axis = Axis(first - 5, last + 5, left, width - 8)

    def height(share: float) -> float:
        return round(top + plot * (1 - share), 1)

    inside = [(on, share) for on, share in points if axis.holds(on)]
    path = [(axis.first, 0.0 if not inside or inside[0][0] == points[0][0] else inside[0][1]), *inside]
    path.append((axis.last, inside[-1][1] if inside else 1.0))
    marks = []
    for share, on in ((0.5, one.p50), (0.8, one.p80)):
        if on is not None and axis.holds(on):
            x = axis.at(on)
            marks.append(Named(x, height(share), f"{share:.0%} by {short(on, as_of)}", x > width * 0.55))
    step = max(1, (axis.last - axis.first) // 4)
    ticks = [(axis.at(on), short(on, as_of)) for on in range(axis.first + step // 2, axis.last, step)]
    stated = axis.at(one.stated) if one.stated is not None and axis.holds(one.stated) else None
    return Curve(
        height=top + plot + 24,
        points=" ".join(f"{axis.at(on):g},{height(share):g}" for on, share in path),
        ticks=ticks,
        shares=[(height(share), f"{share:.0%}") for share in (0, 0.25, 0.5, 0.75, 1)],
        named=marks,
        stated=stated,
        label=f"stated {short(one.stated, as_of)}" if one.stated is not None else "",
    )


class Bar(NamedTuple):
    """What one range or risk does by itself."""

    name: str
    y: float
    earlier: tuple[float, float]
    """Where the bar begins, and its width."""
    later: tuple[float, float]
    labels: tuple[str, str]
    title: str


class Tornado(NamedTuple):
    """What moves go-live most."""

    height: float
    middle: float
    bars: list[Bar]


def tornado(drivers: Sequence[Driver]) -> Tornado | None:
    """The picture of what moves go-live most; None where nothing does."""
    if not drivers:
        return None
    width, names, line, top = TORNADO
    low = max(-one.earlier_days for one in drivers)
    high = max(one.later_days for one in drivers)
    room = width - names - 2 * 30
    scale = room / ((low + high) or 1)
    middle = round(names + 30 + low * scale, 1)
    bars = []
    for number, one in enumerate(drivers):
        left, right = round(-one.earlier_days * scale, 1), round(one.later_days * scale, 1)
        bars.append(
            Bar(
                name=cut(("risk: " if one.risk else "") + (one.name or one.id), names),
                y=top + number * line,
                earlier=(round(middle - left, 1), left),
                later=(middle, right),
                labels=(risk_words.signed(one.earlier_days), risk_words.signed(one.later_days)),
                title=risk_words.label(one),
            )
        )
    return Tornado(top + len(bars) * line + 4, middle, bars)
