"""The critical path: what decides the date, step by step, with bars to scale."""

from collections.abc import Sequence
from itertools import groupby

from programme_check.reports.escape import clean
from programme_check.reports.labels import CRITICAL_PATH
from programme_check.reports.terminal.bars import Scale, row
from programme_check.reports.terminal.page import WIDEST_GAP, Page, Piece, cells
from programme_check.verdict import PathLine, Step
from programme_check.words import MONTHS, count, listing

NARROW = 60
"""Columns under which there are no bars."""
MOST = 12
"""Steps before those of one workstream that follow one another share a line."""
ID, NAME = 20, 44
"""Columns of an id and of a name, at the most."""
LEAST_BAR = 16
MOST_NEAR = 4
"""Ids with the same float, and groups of them, before the rest is counted."""
STYLES = {"bar": "red", "mark": "grey", "blank": ""}


def critical_path(page: Page, path: PathLine, *, title: str = CRITICAL_PATH, every: bool = False) -> None:
    """The section of a report: title, float, steps, near-critical work. `every` keeps a long path unfolded."""
    page.blank()
    page.spread(
        [Piece(title, "bold")], Piece(f"{count(sum(one.items for one in path.steps), 'step')}, {room(path)}", "grey")
    )
    page.rule()
    steps(page, path, path.steps if every else folded(path.steps))
    if path.begins:
        page.wrap([Piece(clean(path.begins, 400), "grey")], indent=1, hang=1)
    if path.near:
        page.wrap([Piece(near(path.near))], indent=1, hang=1)


def room(path: PathLine) -> str:
    """The float of a path in words."""
    if path.float_days is None:
        return "finished"
    days = round(path.float_days, 1)
    if days < 0:
        return f"{count(-days, 'day')} late"
    return f"{count(days, 'day')} of float" if days else "no float"


def near(found: Sequence[tuple[str, float]]) -> str:
    """What comes next in line by its float, and before it what is short of time as well."""
    late = [one for one in found if one[1] < 0]
    rest = [one for one in found if one[1] >= 0]
    said = [f"Short of time as well: {by_days(late, 'by {}')}."] if late else []
    if rest:
        said.append(f"Next in line: {by_days(rest, '{} of float')}.")
    return " ".join(said)


def by_days(found: Sequence[tuple[str, float]], words: str) -> str:
    """Ids with the days that they have or lack, those with the same together."""
    parts = []
    for number, same in groupby(found, key=lambda one: abs(round(one[1], 1))):
        ids = listing([clean(id) for id, _ in same], MOST_NEAR)
        parts.append(f"{ids} ({words.format(count(number, 'day') if number else 'no day')})")
    return listing(parts, MOST_NEAR)


def folded(found: Sequence[Step]) -> list[Step]:
    """A long path with the steps of one workstream that follow one another on one line."""
    if len(found) <= MOST:
        return list(found)
    lines = []
    for stream, same in groupby(found, key=lambda step: step.workstream):
        group = list(same)
        if len(group) == 1 or not stream:
            lines += group
            continue
        lines.append(
            Step(
                id=group[0].id,
                name=f"{stream}, {len(group)} steps",
                workstream=stream,
                start=min(step.start for step in group),
                finish=max(step.finish for step in group),
                items=len(group),
            )
        )
    return lines


def ends(day: int) -> str:
    """`10 Nov`: the year stands in the ruler and in the verdict."""
    import datetime

    date = datetime.date.fromordinal(day)
    return f"{date.day} {MONTHS[date.month - 1]}"


def steps(page: Page, path: PathLine, found: Sequence[Step]) -> None:
    """A line per step; bars where there is room for them."""
    with_bars = page.width >= NARROW
    ids = min(ID, max(cells(page.safe(clean(step.id))) for step in found))
    dates = max(len(ends(step.finish)) for step in found)
    if not with_bars:
        for step in found:
            id, name, on = (
                Piece(f" {clean(step.id)}", "bold"),
                Piece(f"  {clean(step.name, 60)}"),
                Piece(ends(step.finish)),
            )
            if page.taken([id, name, on]) + WIDEST_GAP <= page.width:
                page.spread([id, name], on)
            else:
                page.spread([id], on, hang=3)
                page.wrap([Piece(clean(step.name, 60))], indent=3, hang=3)
        return
    least = max(LEAST_BAR, page.width // 4)
    longest = max(cells(page.safe(clean(step.name, 80))) for step in found)
    names = min(NAME, longest, page.width - ids - dates - least - 7)
    columns = page.width - ids - names - dates - 7
    days = [day for step in found for day in (step.start, step.finish)]
    days += [path.stated] if path.stated is not None else []
    scale = Scale(min(days), max(days), columns)
    indent = ids + names + 4
    page.write([Piece(" " * (indent + dates - 4)), Piece("ends", "grey"), Piece("  "), Piece(scale.ruler(), "grey")])
    for step in found:
        bar = row(scale, step.start, step.finish, sign="◆" if step.milestone else "━", mark=path.stated)
        page.write(
            [
                Piece(" "),
                Piece(padded(page, step.id, ids), "bold"),
                Piece("  "),
                Piece(padded(page, step.name, names)),
                Piece(" "),
                Piece(ends(step.finish).rjust(dates)),
                Piece("  "),
                *(Piece(text, STYLES[kind]) for text, kind in bar),
            ]
        )
    if path.stated is not None:
        label = f"stated go-live {ends(path.stated)} "
        at = indent + dates + 2 + scale.column(path.stated)
        if at >= len(label):
            page.write([Piece(" " * (at - len(label))), Piece(label, "grey"), Piece("╵", "grey")])
        else:
            page.write([Piece(" " * at), Piece(f"╵ {label.strip()}", "grey")])


def padded(page: Page, text: str, width: int) -> str:
    """A text cut or filled to a number of columns."""
    shown = page.cut(clean(text, 80), width)
    return shown + " " * (width - cells(shown))
