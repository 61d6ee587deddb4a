"""The answers as Markdown, for a pull request, a wiki or a mail."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from programme_check.reports.escape import clean, markdown
from programme_check.reports.json import iso
from programme_check.reports.labels import DAYS, NO_DECISION, NO_READINESS, SQUEEZES
from programme_check.reports.terminal.decisions import details, lost_days
from programme_check.reports.whatif import words
from programme_check.whatif.decisions import LISTED, Waiting
from programme_check.whatif.delay import ChainReaction
from programme_check.words import day

if TYPE_CHECKING:
    from programme_check.schedule import Plan


def delay(file: str, plan: "Plan", found: ChainReaction, held: ChainReaction | None = None) -> str:
    """A chain reaction. `held` is the same delay with the go-live held, where everything slides in `found`."""
    lines = [f"## {markdown(words.title(plan, found))}", "", f"{source(file, plan)}; {words.MODES[found.mode]}.", ""]
    lines += [f"- **{markdown(words.go_live(found, live))}**" for live in found.go_lives]
    lines.append(f"- {markdown(words.cost(plan, found))}")
    lines += [f"- {markdown(said)}" for said in words.margins(found)]
    if held is not None and (said := words.held_instead(found, held)):
        lines.append(f"- {markdown(said)}")
    if found.left_out:
        lines.append(f"- Left out: {markdown(', '.join(found.left_out))}.")
    lines += ["", "### Chain reaction", ""]
    if found.effects:
        heads = ("Order", "Step", "Workstream", "Start", "Finish", "Days", "Beside that")
        rows = [
            (
                str(one.order),
                markdown(words.named(one.name, one.id)),
                markdown(one.workstream or ""),
                moved(one.start),
                moved(one.finish),
                f"{one.slip_days:+g}" if one.slip_days else "0",
                words.note(one),
            )
            for one in found.effects
        ]
        lines += [*table(heads, rows), "", words.reach(found)]
    else:
        lines.append("Nothing moves.")
    if found.mode != "slide":
        lines += ["", f"### {SQUEEZES}", ""]
        lines += [f"- {markdown(words.squeezed(one))}" for one in found.squeezes] or ["Nothing."]
        if found.missing_days:
            lines.append(f"- **Missing: {words.days(found.missing_days)}.**")
    lines += ["", "### Readiness and hypercare: model, not measurement", ""]
    rows_of_model = words.model(plan, found)
    lines += [f"- {label}: **{markdown(value)}**" for label, value in rows_of_model]
    if rows_of_model:
        lines += ["", *words.coefficients(found)]
    else:
        lines.append(NO_READINESS)
    lines += [f"\n{note}" for note in words.notes(found)]
    return "\n".join([*lines, "", f"<sub>{DAYS}</sub>", ""])


def decisions(file: str, plan: "Plan", found: Sequence[Waiting]) -> str:
    """The open decisions."""
    lines = ["## Decide next", "", f"{source(file, plan)}; days lost on go-live if a decision waits.", ""]
    if not found:
        return "\n".join([*lines, NO_DECISION, ""])
    heads = ("Decision", "Need by", "Free until", *(f"{weeks} wk" for weeks in LISTED), "Class")
    rows = [
        (
            markdown(words.named(clean(one.title, 120), one.id)),
            iso(one.needed_by) or "not known",
            "not known" if one.kind == "unknown" else iso(one.free_until) or "always",
            *(lost_days(week.slip_days) for week in one.waiting),
            one.kind,
        )
        for one in found
    ]
    lines += [*table(heads, rows), ""]
    for one in found:
        lines += [f"- **{markdown(one.id)}**: {markdown(' '.join(details(plan, one)))}"]
    return "\n".join([*lines, ""])


def source(file: str, plan: "Plan") -> str:
    """Which programme, which file, which day."""
    return f"{markdown(clean(plan.programme.programme.name))}, {markdown(clean(file))}, status {day(plan.as_of)}"


def moved(days: tuple[int, int]) -> str:
    """A date before and after."""
    return words.arrow(iso(days[0]) or "", iso(days[1]) or "")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table, a line each."""
    return [f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows)]
