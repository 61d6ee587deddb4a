"""A simulation as Markdown, for a pull request, a wiki or a mail."""

from typing import TYPE_CHECKING

from programme_check.reports.escape import markdown
from programme_check.reports.json import iso
from programme_check.reports.labels import DAYS, NOTHING_TO_SIMULATE, ON_THE_PATH
from programme_check.reports.whatif import risk as words
from programme_check.reports.whatif.markdown import source, table
from programme_check.reports.whatif.words import named
from programme_check.whatif.risk.results import RiskResult
from programme_check.words import chance as likelihood

if TYPE_CHECKING:
    from programme_check.schedule import Plan


def risk(file: str, plan: "Plan", found: RiskResult) -> str:
    """The answer."""
    lines = ["## Schedule risk", "", f"{source(file, plan)}; {found.runs:,} runs, seed {found.seed}.", ""]
    lines += [f"- **{markdown(words.verdict(one))}**" for one in found.go_lives]
    if found.end is not None:
        lines.append(f"- **{markdown(words.ending(found.end))}**")
    worst = found.worst
    if worst is None and not found.go_lives:
        return "\n".join([*lines, NOTHING_TO_SIMULATE, ""])
    if worst is not None:
        rows = [(iso(on) or "", likelihood(share), what) for on, share, what in words.curve(worst)]
        lines += ["", f"### Share of runs: {markdown(worst.id)}", "", *table(("By", "Share", "Which is"), rows)]
        moves = [
            (markdown(words.label(one)), words.signed(one.earlier_days), words.signed(one.later_days))
            for one in found.drivers
        ]
        lines += ["", "### What moves it most", ""]
        lines += table(("", "Earlier", "Later"), moves) if moves else ["Nothing does by itself."]
        if said := words.bias(found):
            lines += ["", said]
    shown, more = words.promises(found)
    if shown:
        promised = [
            (
                markdown(named(one.name, one.id)),
                iso(one.stated) or "",
                likelihood(one.chance) if one.chance is not None else "",
                iso(one.p80) or "never",
            )
            for one in shown
        ]
        lines += ["", "### Other commitments", "", *table(("", "Promised", "Chance", "Four in five by"), promised)]
        lines += [f"\nand {more} more."] if more else []
    critical = [(markdown(name), f"{share:.0%}") for name, share in words.often(found, plan)]
    if critical:
        lines += ["", f"### {ON_THE_PATH}", "", *table(("", "Share of runs"), critical)]
    lines += ["", "### What this rests on", "", *(f"- {markdown(line)}" for line in words.assumptions(found))]
    return "\n".join([*lines, "", f"<sub>{DAYS}</sub>", ""])
