"""The sentences that open every report."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Finding, Severity
from programme_check.verdict.forecast import GoLiveLine, leading, to_spare
from programme_check.verdict.report import OutcomeLine
from programme_check.verdict.status import Status
from programme_check.words import count, day, listing

if TYPE_CHECKING:
    from programme_check.verdict.report import ProgrammeReport
    from programme_check.whatif import Waiting


LACKING = "the file does not hold what is needed to judge"
LOOPED = "a loop of dependencies leads to it"
SO_FAR = "Yes, as far as the file shows"
SOON = 30
"""Calendar days ahead in which a decision has to be taken for the verdict to name it, as in a look at the next 30."""


def headline(
    go_lives: Sequence[GoLiveLine],
    findings: Sequence[Finding],
    as_of: int,
    tolerance: float = 0,
    *,
    status: Status = Status.AMBER,
    decisions: "Sequence[Waiting]" = (),
) -> str:
    """The verdict sentence: does the stated go-live stand against the plan's own logic and against what was found?

    Errors about the file and the check itself are no errors of the plan: they colour nothing, here as elsewhere.
    `status` is that of the whole, `decisions` are the open ones with what waiting for them costs.
    """
    if not go_lives:
        return "Cannot judge go-live: no milestone is marked as go-live."
    open_ones = [live for live in go_lives if not live.done]
    if not open_ones:
        return since(go_lives)
    live = leading(go_lives)
    if live is None or live.stated is None:
        return "Cannot judge go-live: the go-live has no date."
    others = [one for one in open_ones if one.id != live.id]
    when, more = f"Go-live on {day(live.stated)}", following(others, as_of, tolerance)
    errors = sum(finding.severity is Severity.ERROR and finding.dimension != "" for finding in findings)
    if live.stated < as_of:
        return f"{when} has passed, and the file does not say that it happened.{more}"
    if live.slip > tolerance or live.late_from is not None:
        return f"{when} will not hold.{more}"
    if doubt := unknown(live):
        return f"Cannot judge go-live on {day(live.stated)}: {doubt}.{more}"
    if errors:
        return f"{when} holds on paper, but {count(errors, 'error is', 'errors are')} open.{more}"
    if status is Status.AMBER and len(open_ones) == 1 and (last := pressing(live, decisions, as_of)):
        first = "" if len(set(last)) == 1 else ", the first"
        return (
            f"{when} holds only if {count(len(last), 'decision is', 'decisions are')} taken{first} by {day(last[0])}."
        )
    if live.spare is None:
        return f"{when} holds: the work that leads to it is finished.{more}"
    return f"{when} holds, with {to_spare(live.spare)}.{more}"


def pressing(live: GoLiveLine, decisions: "Sequence[Waiting]", as_of: int) -> list[int]:
    """The last days, in order, on which open decisions wait at no cost, where these are near and a go-live moves then.

    Only for a plan with one go-live to come, since what waiting costs is told of the worst of them; and none where the
    forecast is before the stated date, since a later one may still hold it.
    """
    if live.computed is None or live.stated is None or live.computed < live.stated:
        return []
    return sorted(
        max(one.free_until, as_of)
        for one in decisions
        if one.free_until is not None
        and one.free_until <= as_of + SOON
        and any(week.slip_days != 0 for week in one.waiting)
    )


def unknown(live: GoLiveLine) -> str:
    """Why nobody can say whether a go-live holds, as a clause; empty where the forecast says."""
    if live.looped:
        return LOOPED
    return "nothing dated leads to it" if live.computed is None or len(live.path) < 2 else ""


def since(go_lives: Sequence[GoLiveLine]) -> str:
    """The sentence once everything is live."""
    last = max(go_lives, key=lambda live: live.computed or live.stated or 0)
    began = last.computed or last.stated
    care = f"; hypercare to {day(last.hypercare_to)}" if last.hypercare_to is not None else ""
    return f"Live since {day(began)}{care}." if began is not None else f"Live{care}."


def following(others: Sequence[GoLiveLine], as_of: int, tolerance: float = 0) -> str:
    """What is said of the go-lives that the sentence does not speak of: how many, and how many of them fail as well."""
    if not others:
        return ""
    fail = sum(one.slip > tolerance or one.late_from is not None or (one.stated or as_of) < as_of for one in others)
    if not fail:
        as_well = ""
    elif fail == len(others):
        as_well = ", late as well" if fail == 1 else ", all late as well"
    else:
        as_well = f", {fail} of them late as well"
    return f" ({count(len(others), 'more go-live')} to come{as_well}.)"


def question(one: "ProgrammeReport", named: Callable[[str], str] = str) -> str:
    """What the verdict asks of those who decide: about a late go-live, or one that holds on paper only.

    Every report asks it, whether a decision is open or not; empty where it asks nothing.
    `named` shortens a name as the report at hand does.
    """
    live = leading(one.go_lives)
    if live is None or live.stated is None:
        return ""
    if live.slip and live.computed is not None:
        return f"Keep {day(live.stated)}, or move {named(live.name)} to {day(live.computed)}?"
    wrong = sum(item.severity is Severity.ERROR for item in one.findings)
    if one.status is not Status.RED or not wrong:
        return ""
    what = "the open error" if wrong == 1 else f"the {wrong} open errors"
    return f"Who settles {what} before {day(live.stated)} is confirmed?"


def outcomes_answer(status: Status, lines: Sequence[OutcomeLine]) -> str:
    """The answer to the first question."""
    if not lines and status in {Status.RED, Status.AMBER}:
        doubt = "No, as things stand" if status is Status.RED else "Not for certain"
        return f"{doubt}; and the file names no outcome, so nothing shows what change the work is to deliver."
    if not lines:
        return "Cannot say: the file names no outcome, so nothing shows what change the work is to deliver."
    if said := threatened(lines):
        return f"{said}: {listing([line.name for line in lines if line.threatened_by], 3)}."
    if status is Status.GREEN:
        return f"{SO_FAR}: {count(len(lines), 'outcome')}, none threatened by an open finding."
    if status is Status.NOT_SET:
        return f"Cannot say yet: {LACKING}."
    named = "the one outcome" if len(lines) == 1 else f"one of the {len(lines)} outcomes"
    return f"No finding names {named}, but findings on the whole programme are open."


def threatened(lines: Sequence[OutcomeLine]) -> str:
    """How many outcomes a finding threatens: `2 of 3 outcomes are threatened`; empty where none is."""
    number = sum(bool(line.threatened_by) for line in lines)
    if not number:
        return ""
    if number == len(lines) == 1:
        return "The one outcome is threatened"
    return f"{number} of {count(len(lines), 'outcome')} {'is' if number == 1 else 'are'} threatened"
