"""What somebody has accepted for now: findings that a waiver covers, and those that the baseline holds."""

import datetime

from programme_check.findings import Finding
from programme_check.reports.escape import clean
from programme_check.reports.terminal.page import Page, Piece
from programme_check.verdict import BaselineNote, ProgrammeReport
from programme_check.words import count, day, listing

SOON = 30
"""Calendar days before the last day of a waiver from which on the report counts them. Judgement."""
MOST = 6
"""Findings that are named as no longer found."""
LONGEST = 1000
"""Characters of a reason; only one without end makes a longer one."""


def waived(page: Page, one: ProgrammeReport) -> None:
    """The section on waived findings: each with the reason, who approved it, and until when."""
    if not one.waived:
        return
    page.blank()
    page.spread([Piece("Waived", "bold")], Piece(count(len(one.waived), "finding"), "grey"))
    page.rule()
    for item in one.waived:
        about = f"  {clean(item.targets[0], 60)}" if item.targets else ""
        at = Piece(f"{clean(item.location.file)}:{item.location.line}", "link")
        title = [Piece(f" {item.rule} ", "bold"), Piece(clean(item.title)), Piece(about, "grey")]
        page.spread(title, at, hang=2)
        page.wrap([Piece(said(item, one.status_date), "grey")], indent=8, hang=8)


def said(item: Finding, as_of: int) -> str:
    """Why a finding is waived, by whom and until when; how many days are left when they are few."""
    if item.waived is None:
        return ""
    last = datetime.date.fromisoformat(item.waived.expires).toordinal()
    left = last - as_of
    soon = f" ({count(left, 'day')} left)" if left else " (its last day)"
    reason = clean(item.waived.reason, LONGEST).rstrip(". ")
    approver = clean(item.waived.approved_by, 80)
    return f"{reason}. Approved by {approver} until {day(last)}{soon if left <= SOON else ''}."


def known(page: Page, one: ProgrammeReport, *, show_all: bool) -> None:
    """How many findings are in the baseline, and what it holds that is not found any more."""
    number = sum(item.baselined for item in one.findings)
    if number:
        are = "known finding is" if number == 1 else "known findings are"
        more = "" if show_all else " To see them: add --all"
        page.blank()
        page.wrap([Piece(f"{number} {are} in the baseline and did not count for the exit status.{more}", "grey")])
    if one.gone:
        is_gone = "finding of the baseline is" if len(one.gone) == 1 else "findings of the baseline are"
        page.blank()
        named = listing([clean(text, 80) for text in one.gone], MOST)
        page.wrap(
            [
                Piece(f"{len(one.gone)} {is_gone} no longer found: {named}."),
                Piece(" To take them out: --update-baseline", "grey"),
            ]
        )


def baseline(page: Page, note: BaselineNote | None) -> None:
    """What was done with the baseline, where there is something to say."""
    if note is None:
        return
    file = clean(note.file)
    said = []
    if note.refused:
        said.append(f"Baseline {file} was not written: mend the problems first.")
    elif note.text is not None:
        said.append(f"Baseline {file}: {count(note.added, 'finding')} added, {note.removed} removed.")
    if note.expired_on is not None:
        said.append(f"Its `expires` was {day(note.expired_on)}: what {file} holds counts again.")
    if said:
        page.blank()
        page.wrap([Piece(" ".join(said))])
        page.blank()
