"""A repair for programs, and as Markdown."""

from typing import TYPE_CHECKING, Any

from programme_check.reports.escape import clean, markdown
from programme_check.reports.json import number
from programme_check.reports.labels import NEAREST, NO_DATE_MENDS, ONLY_LATER
from programme_check.reports.whatif.markdown import source, table
from programme_check.reports.whatif.words import arrow, named, short
from programme_check.whatif.repair import Move, Repair
from programme_check.words import count

if TYPE_CHECKING:
    from programme_check.schedule import Plan


def body(found: Repair) -> dict[str, Any]:
    """The answer for programs: a contract, stable under `"version": 1`."""
    return {
        "moves": [
            {"id": one.id, "start": list(one.start), "finish": list(one.finish), "because": list(one.because)}
            for one in found.moves
        ],
        "unresolved": [
            {
                "id": one.id,
                "because": list(one.because),
                "missing_days": number(one.missing_days),
                "reason": one.reason,
            }
            for one in found.unresolved
        ],
    }


def as_markdown(file: str, plan: "Plan", found: Repair, written: str = "") -> str:
    """The answer for a pull request, a wiki or a mail."""
    lines = ["## Repair", "", f"{source(file, plan)}; {NEAREST}.", "", verdict(found), ""]
    if found.moves:
        heads = ("Step", "Start", "Finish", "Days later", "Because")
        rows = [
            (
                markdown(named(clean(one.name, 120), one.id)),
                arrow(*one.start),
                arrow(*one.finish),
                f"+{short(one.days)}",
                markdown(because(one)),
            )
            for one in found.moves
        ]
        lines += [*table(heads, rows), ""]
    if found.unresolved:
        lines += [f"### {NO_DATE_MENDS}", ""]
        lines += [
            f"- **{markdown(one.id)}** ({', '.join(one.because)}): {markdown(one.reason)}" for one in found.unresolved
        ]
        lines.append("")
    if written:
        lines += [markdown(written), ""]
    return "\n".join([*lines, f"<sub>{ONLY_LATER}</sub>", ""])


def verdict(found: Repair) -> str:
    """The answer in a sentence or two."""
    stays = f" {count(len(found.unresolved), 'step stays', 'steps stay')} in contradiction." if found.unresolved else ""
    if not found.moves:
        said = "No date has to move." if not found.unresolved else "No date that may move has to."
        return said + stays
    return f"{count(len(found.moves), 'step has', 'steps have')} to move.{stays}"


def because(one: Move, most: int = 3) -> str:
    """What makes a move necessary: each rule with the steps that come before."""
    said: dict[str, list[str]] = {}
    for reason in one.reasons:
        said.setdefault(reason.rule, [])
        if reason.pred is not None:
            said[reason.rule].append(reason.pred)
    words = [f"{rule} after {' and '.join(preds[:2])}" if preds else rule for rule, preds in said.items()]
    more = f", and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more
