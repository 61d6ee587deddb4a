"""Programmes with everything a steering pack shows, of any size, and the packs they make."""

import datetime
import random
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from programme_check.checkup import Options, check
from programme_check.reports.html import render
from programme_check.verdict import ProgrammeReport, Report

ROOT = Path(__file__).parent.parent.parent
HOSTILE = ROOT / "tests" / "cli" / "data" / "hostile.programme.yaml"
SAMPLES = sorted((ROOT / "sample_programmes").glob("*.programme.yaml"))
NAMES = ("Finance", "Logistics", "Data migration", "Interfaces", "Testing", "Training", "Cutover", "Security")
VOID = {"meta"}


def invented(activities: int, streams: int, *, ranges: bool = False) -> str:
    """A programme of about so many activities in so many workstreams, always the same one."""
    chance = random.Random(4)
    text = [
        "schema_version: 1",
        "programme: {name: Invented, status_date: 2027-01-15, currency: EUR, cost_of_delay: {per_week: 46000}}",
        "people:",
        *(f"  p{n}: {{name: Person {n}}}" for n in range(30)),
        "outcomes:",
        "  one: {name: One, owner: p1, delivered_by: [ws-0], measure: {baseline: 2, target: 14, by: 2028-06-30}}",
        "decisions:",
        *(f"  d-{n}: {{title: Question {n}, needed_by: {on(20 + 10 * n)}, blocks: [a-{n * 3}]}}" for n in range(4)),
        "risks:",
        "  r-1: {title: Two leads leave, probability: 40, impact: high, owner: p3, affects: {a-5: 15d}}",
        "workstreams:",
    ]
    number, per = 0, activities // streams
    for stream in range(streams):
        name = f"{NAMES[stream % len(NAMES)]} {stream // len(NAMES) or ''}".rstrip()
        text += [f"  ws-{stream}:", f"    name: {name}", "    kind: configuration", f"    lead: p{stream % 30}"]
        text += ["    activities:"]
        start = chance.randrange(14, 60)
        for place in range(per):
            days = chance.choice([5, 8, 10, 15])
            after = [f"a-{number - 1}"] if place else []
            if stream and chance.random() < 0.1:
                after.append(f"a-{chance.randrange(0, stream * per)}")
            more = f", estimate: {{low: {days - 2}d, likely: {days}d, high: {2 * days}d}}" if ranges else ""
            text.append(
                f"      a-{number}: {{name: Part {number}, kind: configuration, start: {on(start)}, duration: {days}d, "
                f"owner: p{number % 30}, depends_on: [{', '.join(after)}], resources: {{p{number % 30}: 60%}}{more}}}"
            )
            start += int(days * 1.4)
            number += 1
    every = ", ".join(f"ws-{stream}" for stream in range(streams))
    text += ["  golive:", "    name: Go-live", "    kind: cutover", "    activities:"]
    text += [f"      go-live: {{name: Go-live, kind: go_live, start: {on(per * 14 + 90)}, depends_on: [{every}]}}"]
    return "\n".join(text) + "\n"


def crowded() -> str:
    """A programme in trouble, every sentence of whose first page is long."""
    long = "that everybody in every country and depot and department has to have understood before the first day of use"
    text = invented(60, 6).replace("name: Invented", f"name: A programme {long}")
    text = re.sub(
        "title: Question ([0-9])", rf"title: Question \1 {long}, owner: p1, recommendation: Do what {long}", text
    )
    text = re.sub("name: (Part|Person|Go-live)", rf"name: \1 {long}", text)
    text = text.replace("currency: EUR", f"objective: An objective {long}, currency: EUR")
    stones = [f"      m-{n}: {{name: Stone {n} {long}, kind: milestone, finish: {on(20 + n)}}}" for n in range(9)]
    return text + "\n".join(stones) + "\n"


def on(days: int) -> str:
    """A day so many days into the plan."""
    return (datetime.date(2027, 1, 4) + datetime.timedelta(days=days)).isoformat()


def report_on(source: Path | str) -> Report:
    """The report on a file, or on a text, with its pack."""
    if isinstance(source, Path):
        return check([str(source)], Options(pack=True))
    return check(["-"], Options(pack=True), stdin=source.encode(), stdin_name="programme.yaml")


def programme_of(source: Path | str) -> ProgrammeReport:
    """The one programme in it."""
    (one,) = report_on(source).programmes
    return one


@cache
def page_of(source: Path | str) -> str:
    """Its pack."""
    return render(programme_of(source))


class Reader(HTMLParser):
    """A second reader of a page: its elements, whether they are closed in order, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.comments: list[str] = []
        self.texts: list[str] = []
        self.unclosed: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element that closes itself."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """An element that ends must be the one that began last."""
        assert self.unclosed, tag
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self.comments.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of the elements of this name."""
        return [attributes for tag, attributes in self.elements if tag == name]

    @property
    def text(self) -> str:
        """All that can be read, on one line."""
        return " ".join(" ".join(self.texts).split())
