"""A chain reaction at a terminal: the answer first, then a tree of what moves, then what it costs."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from programme_check.reports.escape import clean
from programme_check.reports.labels import DAYS, HAS_ALL, NO_GO_LIVE, NO_READINESS, SQUEEZES
from programme_check.reports.terminal.page import Page, Piece, cells, page_of
from programme_check.reports.whatif import words
from programme_check.whatif.chain import Effect
from programme_check.whatif.delay import ChainReaction
from programme_check.words import count, day

if TYPE_CHECKING:
    from programme_check.schedule import Plan

NO_BARS = 60
"""Columns below which there is no room for bars."""
WIDE = 96
"""Columns from which a note fits beside a bar."""
MOST = 100
"""Steps that are shown; whoever has more reads them with a program."""
DEEPEST = 12
"""Levels of the tree that are indented further."""
NUMBER = 6
"""Columns of the days beside a step."""


class Row(NamedTuple):
    """One line of the tree."""

    branch: str
    effect: Effect


def render(
    file: str,
    plan: "Plan",
    found: ChainReaction,
    *,
    held: ChainReaction | None = None,
    width: int,
    color: str | None = None,
    ascii: bool = False,
) -> str:
    """The answer as text. `held` is the same delay with the go-live held, where everything slides in `found`."""
    page = page_of(width, color, ascii)
    header(page, file, plan)
    section(page, words.title(plan, found), words.MODES[found.mode])
    for live in found.go_lives:
        late = bool(live.slip_days or live.missing_days or live.after is None)
        page.wrap([Piece(words.go_live(found, live), "bold red" if late else "bold")], hang=2)
    if not found.go_lives:
        page.wrap([Piece(f"{NO_GO_LIVE}.", "bold")])
    page.wrap([Piece(words.cost(plan, found))], hang=2)
    for said in words.margins(found):
        page.wrap([Piece(said)], hang=2)
    if held is not None and (said := words.held_instead(found, held)):
        page.wrap([Piece(said)], hang=2)
    if found.left_out:
        page.wrap([Piece(f"Left out: {', '.join(found.left_out)}.")], hang=2)
    tree(page, [one for one in found.effects if one.order < 3], ends={live.id for live in found.go_lives})
    if found.effects:
        page.wrap([Piece(words.reach(found), "grey")])
    outcomes = [one for one in found.effects if one.order == 3]
    if outcomes:
        section(page, "Outcomes reached later", "")
        for one in outcomes:
            page.wrap([Piece(words.outcome(one))], hang=2)
    squeezes(page, found)
    readiness(page, plan, found)
    page.blank()
    for note in words.notes(found):
        page.wrap([Piece(note, "grey")])
    page.wrap([Piece(f"{DAYS} Links that ought to be there count as if they were.", "grey")])
    return page.text()


def header(page: Page, file: str, plan: "Plan") -> None:
    """Which programme, which file, which day."""
    name = clean(plan.programme.programme.name)
    page.spread([Piece(name, "bold")], Piece(f"{clean(file)}, status {day(plan.as_of)}", "grey"))


def section(page: Page, title: str, aside: str) -> None:
    """A heading with a rule under it, and an empty line before it."""
    page.blank()
    page.spread([Piece(title, "bold")], Piece(aside, "grey")) if aside else page.wrap([Piece(title, "bold")])
    page.rule()


def squeezes(page: Page, found: ChainReaction) -> None:
    """What holding the date takes from whom, and what it cannot find."""
    if found.mode == "slide":
        return
    section(page, SQUEEZES, "")
    for one in found.squeezes:
        page.wrap([Piece(words.squeezed(one))], hang=2)
    if not found.squeezes:
        page.wrap(
            [Piece("Nothing: float or margin takes it up." if not found.missing_days else "Nothing can give up days.")]
        )
    if found.missing_days:
        page.wrap([Piece(f"Missing: {words.days(found.missing_days)}.", "bold red")], hang=2)


def readiness(page: Page, plan: "Plan", found: ChainReaction) -> None:
    """Readiness and hypercare, with what the model is made of."""
    section(page, "Readiness and hypercare", "model, not measurement")
    rows = words.model(plan, found)
    for label, value in rows:
        page.wrap([Piece(f"{label}: "), Piece(value, "bold")], hang=2)
    if not rows:
        page.wrap([Piece(NO_READINESS)])
        return
    for line in words.coefficients(found):
        page.wrap([Piece(line, "grey")])


def tree(page: Page, effects: Sequence[Effect], *, ends: set[str]) -> None:
    """Each step under the one that passes the delay on to it, with bars for what moves and what float takes up."""
    if not effects:
        page.blank()
        page.wrap([Piece("Nothing moves.")])
        return
    section(page, "Chain reaction", "days each step moves")
    rows = list(branches(effects))
    draw(page, rows[:MOST], ends)
    if len(rows) > MOST:
        page.wrap([Piece(f"and {count(len(rows) - MOST, 'more step')}; {HAS_ALL}", "grey")])


def draw(page: Page, rows: Sequence[Row], ends: set[str], *, gap: int = 0, missing: str = "") -> None:
    """The rows of a tree, with bars where there is room, and notes beside them or below.

    `missing` says what is left out before the row number `gap`.
    """
    most = max(row.effect.slip_days + row.effect.absorbed_days for row in rows)
    bar = 0 if page.width < NO_BARS else min(16, page.width // 6)
    longest = max(len(row.branch) + cells(page.safe(label(row.effect))) for row in rows) + 1
    left = min(longest, page.width - NUMBER - (bar + 2 if bar else 0) - 1)
    for place, row in enumerate([*rows, None]):
        if missing and place == gap:
            page.wrap([Piece(missing, "grey")], indent=3, hang=3)
        if row is not None:
            line(page, row, left, bar, most, bold=row.effect.id in ends)


def label(one: Effect) -> str:
    """Id and name of a step."""
    return f"{clean(one.id)}  {clean(one.name, 80)}" if one.name != one.id else clean(one.id)


def line(page: Page, row: Row, left: int, bar: int, most: float, *, bold: bool) -> None:
    """One step: at `left` the days it moves, beside them the bar."""
    one = row.effect
    shown = page.cut(label(one), left - len(row.branch))
    gap = " " * (left - len(row.branch) - cells(shown))
    number = f"{'+' if one.slip_days > 0 else ''}{words.short(one.slip_days)}"
    style = "bold red" if bold and one.slip_days else "bold" if bold else ""
    pieces = [
        Piece(" "), Piece(row.branch, "grey"), Piece(shown, style), Piece(gap), Piece(number.rjust(NUMBER - 1), style),
    ]  # fmt: skip
    moved = scaled(one.slip_days, most, bar)
    absorbed = min(scaled(one.absorbed_days, most, bar), bar - moved)
    if bar:
        pieces += [Piece("  "), Piece("━" * moved, "red"), Piece("╌" * absorbed, "grey")]
    note = words.note(one) or (from_to(*one.start) if bold and one.slip_days else "")
    gap = " " * (min(bar, round(most)) - moved - absorbed + 2)
    if note and page.taken([*pieces, Piece(gap), Piece(note)]) <= page.width:
        pieces += [Piece(gap), Piece(note, "grey")]
        note = ""
    page.write(pieces)
    if note:
        under = row.branch.replace("├", "│").replace("└", " ")
        for said in page.folded(note, page.width - len(under) - 3, most=3):
            page.put([Piece(f" {page.safe(under)}  ", "grey"), Piece(said, "grey")])


def from_to(before: int, after: int) -> str:
    """Two days, the year once where it is the same: `1 Feb → 8 Feb 2027`."""
    first, second = day(before), day(after)
    same = first[-4:] == second[-4:]
    return f"{first[:-5] if same else first} → {second}"


def scaled(number: float, most: float, room: int) -> int:
    """The length of a bar: a column per day where that fits, and at least one for anything at all."""
    if number <= 0 or not room:
        return 0
    return max(1, round(number if most <= room else number * room / most))


def branches(effects: Sequence[Effect]) -> Iterator[Row]:
    """The steps as a tree, depth first; without recursion, since chains can be long."""
    below: dict[str | None, list[Effect]] = {}
    for one in effects:
        below.setdefault(one.parent, []).append(one)
    stack: list[tuple[Effect, str, str]] = [(one, "", "") for one in reversed(below.get(None, []))]
    while stack:
        one, branch, under = stack.pop()
        yield Row(branch, one)
        children = below.get(one.id, [])
        for place, child in reversed(list(enumerate(children))):
            last = place == len(children) - 1
            inner = under if len(under) < 2 * DEEPEST else under[: 2 * DEEPEST - 2]
            stack.append((child, inner + ("└ " if last else "├ "), inner + ("  " if last else "│ ")))
