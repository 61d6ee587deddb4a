"""Open decisions at a terminal: what waiting costs, until when it is free, and who can still decide in time."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from programme_check.reports.escape import clean
from programme_check.reports.labels import DAYS, NO_DECISION, WAITS
from programme_check.reports.terminal.delay import WIDE, header, section
from programme_check.reports.terminal.page import Page, Piece, cells, page_of
from programme_check.reports.whatif import words
from programme_check.verdict.forecast import NONE_LEFT
from programme_check.whatif.decisions import HORIZON, LISTED, SORTED_BY, Waiting
from programme_check.words import count, day, listing

if TYPE_CHECKING:
    from programme_check.schedule import Plan

TABLE = 72
"""Columns from which the days lost stand in columns."""
GAP = 2
"""Blanks before a column."""
MOST_ID = 18
MOST_LINES = 3
"""Lines of a title before the rest is left out."""
NEAR = 300
"""Calendar days from the status date beyond which a day needs its year. Judgement."""
LONGEST = 1000
"""Characters of a sentence; only a name without end makes a longer one."""
CLASSES = {
    "free": "Waiting changes nothing within 12 weeks",
    "deferrable": "It can wait until then",
    "linear": "Each week costs about the same",
    "cliff": "Waiting costs little at first, then much at a stroke",
    "unknown": "What waiting does cannot be told, since neither it nor any decision after it names what it `blocks`",
    "compounding": "Each week costs more than the one before, or keeps more work waiting",
}


def render(
    file: str,
    plan: "Plan",
    found: Sequence[Waiting],
    *,
    width: int,
    color: str | None = None,
    ascii: bool = False,
) -> str:
    """The answer as text."""
    page = page_of(width, color, ascii)
    header(page, file, plan)
    section(page, "Decide next", WAITS)
    if not found:
        page.wrap([Piece(NO_DECISION)])
        return page.text()
    free = page.width >= WIDE or page.width < TABLE
    table(page, found, LISTED, plan.as_of, below=lambda one: [*until(one, shown=free), *details(plan, one)], free=free)
    page.blank()
    note = (
        f"Sorted by what {SORTED_BY} weeks of waiting cost. Weeks count from the day the decision is needed, or from "
        f"{day(plan.as_of)} once that has passed. {DAYS}"
    )
    page.wrap([Piece(note, "grey")])
    return page.text()


def table(
    page: Page,
    found: Sequence[Waiting],
    weeks: Sequence[int],
    as_of: int,
    *,
    below: Callable[[Waiting], Sequence[str]],
    free: bool,
) -> None:
    """What is to be decided, by when, and the days that so many weeks of waiting lose; bold where waiting costs.

    `free` shows the last day on which waiting costs nothing, `below` says what stands under a decision.
    """
    if page.width < TABLE:
        for one in found:
            said = below(one)
            stacked(page, one, weeks, as_of)
            under(page, said, 3)
            if len(said) > 1:
                page.blank()
        return
    heads = ["need by", *(["no cost until"] if free else []), *(f"{count} wk" for count in weeks)]
    rows = [columns_of(one, weeks, as_of, free=free) for one in found]
    widths = [max(len(text) for text in column) + GAP for column in zip(heads, *rows, strict=True)]
    page.write([Piece(side_by_side(heads, widths).rjust(page.width), "grey")])
    ids = min(MOST_ID, max(cells(page.safe(clean(one.id))) for one in found))
    room = page.width - sum(widths) - ids - 3
    for one, row in zip(found, rows, strict=True):
        id, title = page.cut(clean(one.id), ids), page.folded(clean(one.title), room, most=MOST_LINES)
        lead = [Piece(" "), Piece(id, style(one)), Piece(" " * (ids - cells(id) + 2)), Piece(title[0], style(one))]
        need, *other = row[: -len(weeks)]
        right = [
            Piece(" " * (room - cells(title[0]))),
            Piece(need.rjust(widths[0]), "bold red" if late(one, as_of) else ""),
            Piece(side_by_side(other, widths[1:])),
        ]
        for text, width in zip(row[-len(weeks) :], widths[-len(weeks) :], strict=True):
            right.append(Piece(text.rjust(width), "grey" if text == "0" else "bold red"))
        page.put([*lead, *right])
        for line in title[1:]:
            page.put([Piece(" " * (ids + 3)), Piece(line, style(one))])
        said = below(one)
        under(page, said, ids + 3)
        if len(said) > 1:
            page.blank()


def until(one: Waiting, *, shown: bool) -> list[str]:
    """The last day on which waiting costs nothing, in a sentence where no column has `shown` it."""
    if shown or one.free_until is None or one.kind == "unknown":
        return []
    if one.free_until >= one.counted_from + 7 * HORIZON:
        return [f"No cost within {HORIZON} weeks."]
    return [f"No cost until {day(one.free_until)}."]


def under(page: Page, said: Sequence[str], indent: int) -> None:
    """Sentences below a decision."""
    for text in said:
        page.wrap([Piece(clean(text, LONGEST), "grey")], indent=indent, hang=indent)


def style(one: Waiting) -> str:
    """Bold where four weeks of waiting cost days."""
    return "bold" if one.at(SORTED_BY).slip_days != 0 else ""


def late(one: Waiting, as_of: int) -> bool:
    """Whether the day it is needed has passed."""
    return one.needed_by is not None and one.needed_by < as_of


def side_by_side(texts: Sequence[str], widths: Sequence[int]) -> str:
    """Texts in columns, each at the right of its own."""
    return "".join(text.rjust(width) for text, width in zip(texts, widths, strict=False))


def no_cost_until(one: Waiting, as_of: int) -> str:
    """Until when waiting costs nothing more, as short as a column wants it; a horizon is no deadline."""
    if one.kind == "unknown":
        return "not known"
    if late(one, as_of):
        return "overdue"
    if one.free_until is None:
        return "always"
    return short_day(one.free_until, as_of) if one.free_until < one.counted_from + 7 * HORIZON else f"{HORIZON} wk +"


def columns_of(one: Waiting, weeks: Sequence[int], as_of: int, *, free: bool) -> list[str]:
    """The right half of a row: dates, then days lost."""
    need = short_day(one.needed_by, as_of) if one.needed_by is not None else "not known"
    until = [no_cost_until(one, as_of)] if free else []
    lost = ["-" if one.kind == "unknown" else lost_days(one.at(number).slip_days) for number in weeks]
    return [need, *until, *lost]


def short_day(on: int, as_of: int) -> str:
    """A day without its year where nobody can take it for that of another."""
    full = day(on)
    return full if abs(on - as_of) > NEAR else full.rpartition(" ")[0]


def stacked(page: Page, one: Waiting, weeks: Sequence[int], as_of: int) -> None:
    """A decision where there is no room for columns."""
    need, until, *lost = columns_of(one, weeks, as_of, free=True)
    free = {"always": "waiting is free", "overdue": "overdue", "not known": "what waiting costs is not known"}.get(
        until, f"no cost within {HORIZON} weeks" if until.endswith("+") else f"no cost until {until}"
    )
    page.wrap([Piece(f"{clean(one.id)}  ", "bold"), Piece(clean(one.title), style(one))], indent=1, hang=3)
    needed = Piece(f"Need by {need}", "bold red" if late(one, as_of) else "")
    page.wrap([needed, Piece(f"; {free}.")], indent=3, hang=3)
    waits = [f"{number} wk {text}" for number, text in zip(weeks, lost, strict=True)]
    page.wrap([Piece(f"Days lost: {', '.join(waits)}.")], indent=3, hang=3)


def lost_days(slip: float | None) -> str:
    """Days lost, as short as a column wants it."""
    return "never" if slip is None else f"{slip:+.3g}" if slip else "0"


def free_though_late(one: Waiting, as_of: int) -> str:
    """Why waiting for an overdue decision costs no days yet, without a full stop; empty where it costs some."""
    if not late(one, as_of) or one.free_until is None or one.at(SORTED_BY).slip_days != 0:
        return ""
    return f"It is overdue: waiting moves no date of the forecast further before {day(one.free_until + 1)}"


def details(plan: "Plan", one: Waiting) -> list[str]:
    """What there is to say beside dates and days."""
    week = one.at(SORTED_BY)
    if one.kind == "unknown":
        return [f"{CLASSES[one.kind]}.", meetings(one)]
    if week.slip_days is None:
        cost = f"After {SORTED_BY} weeks {NONE_LEFT} for a go-live"
    elif week.cost is None:
        cost = "What that costs is not known: the file holds no `programme.cost_of_delay`"
    else:
        cost = f"{SORTED_BY} weeks cost {words.money(plan, week.cost) if week.cost else 'nothing'}"
    if said := free_though_late(one, plan.as_of):
        cost += f". {said}"
    lines = [f"{one.kind.capitalize()}: {CLASSES[one.kind][0].lower()}{CLASSES[one.kind][1:]}. {cost}."]
    lines.append(meetings(one))
    if one.blocks or one.dependents:
        blocks = f"Blocks {listing(one.blocks, 6)}." if one.blocks else "Blocks nothing itself."
        then = f" Waiting for it: {listing(one.dependents, 6)}." if one.dependents else ""
        lines.append(blocks + then)
    if one.breaks:
        lines.append(f"Within 12 weeks it breaks the commitment of {listing(one.breaks, 4)}.")
    return lines


def meetings(one: Waiting) -> str:
    """Who decides, and which meetings are in time."""
    if one.forum is None:
        return "No forum is named that decides."
    if not one.entitled:
        return f"No forum is entitled to decide: the largest option exceeds what {one.forum} and those above it may."
    if not one.meetings:
        return f"{one.forum} decides; no meeting of it is planned that papers can still reach."
    said = [
        f"{listing([day(on) for on in days])} ({when})"
        for when, days in groupby(one.meetings, key=lambda on: timeliness(one, on))
    ]
    return f"{one.forum} meets {', '.join(said)}."


def timeliness(one: Waiting, on: int) -> str:
    """Whether a meeting is in time."""
    if one.needed_by is not None and on <= one.needed_by:
        return "in time"
    if one.free_until is None or on <= one.free_until:
        overdue = one.needed_by is not None and one.needed_by < one.counted_from
        return "after the need-by" if overdue or one.kind == "unknown" else "after the need-by, still free"
    late = on - one.free_until
    return f"{count(late, 'calendar day')} too late"
