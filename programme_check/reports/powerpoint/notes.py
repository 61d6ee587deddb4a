"""The notes under the slides: where what they say comes from."""

from collections.abc import Iterator

from programme_check import __version__
from programme_check.reports.escape import clean
from programme_check.reports.html.front import kinds
from programme_check.reports.html.plan import Chart, aside
from programme_check.reports.html.views import left_out
from programme_check.reports.labels import CHANGED, MEANING, SAME_REPORT, SECTIONS, THREE_DATES, WORDS
from programme_check.reports.terminal.findings import effect
from programme_check.reports.terminal.path import folded, near, room
from programme_check.reports.terminal.programme import HOW_TO_READ, path_title
from programme_check.reports.whatif import risk
from programme_check.verdict import ProgrammeReport, tally
from programme_check.verdict.pack import Pack
from programme_check.words import day, listing

MOST_FIXES = 8
"""Findings that are told in full."""
LONGEST = 1000


def of_steering(one: ProgrammeReport, pack: Pack) -> list[str]:
    """Under the steering report: the source, the findings in full, how to read it."""
    return [*source(one), *found(one), *reading(one, pack)]


def of_plan(one: ProgrammeReport, chart: Chart | None) -> list[str]:
    """Under the plan: the source, what is shown of it, the path that decides the date."""
    said = [*source(one), *([f"{SECTIONS['plan'][0]}: {aside(chart)}."] if chart is not None else [])]
    if one.path is not None and len(one.path.steps) > 1:
        said.append(f"{path_title(one)}: {room(one.path)}.")
        said += [f"{day(step.finish)}  {clean(step.name, 80)} ({clean(step.id)})" for step in folded(one.path.steps)]
        said += [clean(one.path.begins, LONGEST), near(one.path.near) if one.path.near else ""]
    return said


def source(one: ProgrammeReport) -> Iterator[str]:
    """Which file, of which day, and what the verdict is."""
    yield f"programme-check {__version__}. {clean(one.file)}, status {day(one.status_date)}. {SAME_REPORT}"
    yield " ".join([f"{WORDS[one.status]}.", *(clean(text, LONGEST) for text in (one.headline, *one.forecast))])
    yield left_out(one)


def found(one: ProgrammeReport) -> Iterator[str]:
    """The findings to fix first, each with rule and place."""
    yield f"{SECTIONS['fix'][0]} ({tally(one.findings)}):"
    for fix, _ in kinds(one)[:MOST_FIXES]:
        item = fix.group.headline
        at = f"{clean(item.location.file)}:{item.location.line}"
        said = f"{clean(item.message, LONGEST)} {item.why} {clean(item.fix, LONGEST)}{effect(item)}"
        yield f"{item.rule}, {at}: {clean(item.title)}. {said}"


def reading(one: ProgrammeReport, pack: Pack) -> Iterator[str]:
    """What states and dates mean, and what the simulation rests on."""
    yield f"{SECTIONS['read'][0]}: {HOW_TO_READ.split(' Red:')[0]} {THREE_DATES}"
    yield " ".join(f"{WORDS[status]}: {meaning}" for status, meaning in MEANING.items())
    if one.changed:
        yield f"{CHANGED} {listing(one.changed, 10)}."
    if pack.risk is not None:
        yield " ".join(risk.assumptions(pack.risk))
