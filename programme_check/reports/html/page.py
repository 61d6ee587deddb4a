"""The page: templates, what they are filled with, and nothing from outside. Jinja2 escapes whatever they write."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup

from programme_check import __version__
from programme_check.reports import labels
from programme_check.reports.escape import clean
from programme_check.reports.html import charts, every, front, parts, plan, views
from programme_check.reports.html.map import mapped
from programme_check.reports.labels import MEANING, WORDS
from programme_check.reports.terminal.accepted import said as waiver
from programme_check.reports.terminal.ahead import MOST_DECISIONS
from programme_check.reports.terminal.dimensions import ORDER, note
from programme_check.reports.terminal.findings import effect as effect_words
from programme_check.reports.terminal.path import room
from programme_check.reports.terminal.programme import HOW_TO_READ, QUESTIONS, path_title
from programme_check.reports.whatif import risk as risk_words
from programme_check.reports.whatif import words
from programme_check.verdict import ProgrammeReport, Status, colours_nothing, leading, tally
from programme_check.verdict.pack import Pack
from programme_check.words import count, listing

if TYPE_CHECKING:
    from jinja2 import Environment

T = TypeVar("T")
FOLDER = Path(__file__).parent / "templates"
MOST = {
    "dates": 300, "proofs": 9, "owed": 15, "registers": 5, "sight": 16, "loads": 12, "due": 30,
}  # fmt: skip
"""Lines of each table: a pack is read by people, and a large plan must not make a large file."""


@cache
def environment() -> "Environment":
    """Where the templates are and how what they write is made safe."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(FOLDER, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=parts.shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    helpers: tuple[Any, ...] = (
        clean, count, listing, note, waiver, effect_words, colours_nothing, parts.pill, parts.level, parts.full,
        parts.place, parts.coded, views.behind, views.moved,
    )  # fmt: skip
    made.globals.update({helper.__name__: helper for helper in helpers})
    made.globals.update(
        waiver=waiver, line_of=parts.line, effect_words=effect_words, asked=QUESTIONS, words=WORDS, meanings=MEANING,
        how_to_read=HOW_TO_READ.split(" Red:")[0], version=__version__, red=Status.RED, amber=Status.AMBER,
        sections=labels.SECTIONS, columns=labels.COLUMNS, facts=labels.FACTS, legend=labels.LEGEND,
        nothing_found=labels.NOTHING_FOUND, need_passed=labels.NEED_PASSED, changed=labels.CHANGED,
        three_dates=labels.THREE_DATES, about_the_check=labels.ABOUT_THE_CHECK,
        same_report=labels.SAME_REPORT,
        no_decision=labels.NO_DECISION, no_other=labels.NO_OTHER, command=labels.command, large=labels.large,
        large_chain=labels.large_chain,
        in_baseline=labels.IN_BASELINE, unjudged_title=labels.UNJUDGED,
        both_ways=labels.BOTH_WAYS, style=Markup((FOLDER / "style.css").read_text("utf-8")),  # noqa: S704 (our own)
    )  # fmt: skip
    return made


def html(one: ProgrammeReport, pack: Pack) -> str:
    """The whole page."""
    filled = {**first_page(one, pack), **pictures(one, pack), **tables(one, pack), **reading(one, pack)}
    return (
        environment()
        .get_template("page.html")
        .render(one=one, pack=pack, name=clean(one.name), near=parts.Days(one.status_date), **filled)
    )


def first_page(one: ProgrammeReport, pack: Pack) -> dict[str, Any]:
    """The one-page steering report."""
    milestones, decisions = views.milestones(one, pack), views.decisions(one, pack)
    asked, fixes = front.ask(one, pack), front.first(one, pack)
    return {
        "figures": views.figures(one, pack),
        "dimensions": sorted(one.dimensions, key=lambda dimension: ORDER.index(dimension.status)),
        "decisions": decisions,
        "more_decisions": max(0, len(one.ahead.decisions) - MOST_DECISIONS),
        "rate": words.amount_in(pack.currency, pack.per_week) if pack.per_week is not None else "",
        "ask": asked,
        "fixes": fixes,
        **every.findings(one, frozenset(line.fix.anchor for line in fixes)),
        "milestones": milestones,
        "spare": views.spare(milestones, len(decisions) + (asked is not None)),
        "tally": tally(one.findings),
        "left_out": views.left_out(one),
    }


def pictures(one: ProgrammeReport, pack: Pack) -> dict[str, Any]:
    """The charts with the sentences beside them."""
    live, chart, names = leading(one.go_lives), plan.chart(one, pack), front.known(pack)
    found, held = one.ahead.chain, one.ahead.held
    said: list[str] = []
    if found is not None:
        said = [words.go_live(found, moved) for moved in found.go_lives if live is None or moved.id == live.id]
        said += [words.cost_in(pack.currency, found), words.reach(found)]
        said += [words.held_instead(found, held)] if held is not None else []
    spread = pack.risk.worst if pack.risk is not None else None
    return {
        "chart": chart,
        "narrow": plan.slim(one, pack),
        "plan_aside": plan.aside(chart) if chart is not None else "",
        "steps": views.steps(one, pack),
        "near_words": front.next_in_line(one.path.near, pack) if one.path is not None else "",
        "path_title": path_title(one),
        "path_aside": room(one.path) if one.path is not None else "",
        "chain": charts.chain(one.ahead, live.stated if live is not None else None),
        "chain_words": [front.without_ids(sentence, names) for sentence in said],
        "curve": charts.curve(spread, one.status_date) if spread is not None else None,
        "curve_aside": clean(spread.name, 60) if spread is not None else "",
        "curve_words": front.without_ids(risk_words.verdict(spread), names) if spread is not None else "",
        "tornado": charts.tornado(pack.risk.drivers) if pack.risk is not None else None,
        "bias": risk_words.bias(pack.risk) if pack.risk is not None else "",
        "map": mapped(pack),
    }


def tables(one: ProgrammeReport, pack: Pack) -> dict[str, Any]:
    """The tables, each with how much more there is."""
    whole: dict[str, Sequence[Any]] = {
        "dates": sorted(pack.items, key=lambda item: (item.complete, item.start, item.id)),
        "proofs": pack.proofs,
        "owed": pack.owed,
        "registers": pack.registers,
        "sight": [Sighted(line, one) for line in pack.sight],
        "loads": pack.loads,
        "due": pack.due,
    }
    found: dict[str, Any] = {}
    for name, lines in whole.items():
        found[name] = lines[: MOST[name]]
        found[f"more_{name}"] = max(0, len(lines) - MOST[name])
    found["lanes"] = {lane.id: lane.name for lane in pack.lanes}
    found["weeks"] = [pack.monday + 7 * number for number in range(len(pack.loads[0].weeks) if pack.loads else 0)]
    return found


class Sighted:
    """A line of sight, with what threatens its outcome in words, errors first, and whether one is an error."""

    def __init__(self, line: Any, one: ProgrammeReport) -> None:
        self._line = line
        found = [item for item in one.findings if item.rule in line.threatened_by]
        self.red = any(item.severity.word == "error" for item in found)
        self.number = len(found)
        titles = list(dict.fromkeys(clean(item.title) for item in found))
        self.threats = f"{'; '.join(titles[:2])}{f'; {len(titles) - 2} more kinds' if len(titles) > 2 else ''}"

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)


def reading(one: ProgrammeReport, pack: Pack) -> dict[str, Any]:
    """What one has to know to read the report: what the simulation rests on, and what could not be judged."""
    return {
        "assumptions": list(risk_words.assumptions(pack.risk)) if pack.risk is not None else [],
        "unjudged": views.unjudged(one),
        "unjudged_rules": len({item.rule for item in one.unjudged}),
    }
