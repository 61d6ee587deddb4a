"""The slides, read back: what stands where, under which name, and what the notes say."""

import datetime
import time
from collections import Counter

import msgspec
import pytest
from office_support import EVERY, LANGUAGES, TROUBLE
from pack_support import HOSTILE, programme_of
from pptx.util import Pt
from report_support import programme
from slides_support import file_of, read, shapes, text_of

from programme_check.reports.html.views import fixes, milestones
from programme_check.reports.labels import NO_DATE, NO_DECISION, NOTHING_FOUND, SAME_REPORT
from programme_check.reports.powerpoint import NoPack, render
from programme_check.verdict import Ahead

LONGEST = 5.0
"""Seconds of slides on 2,000 activities."""


def test_the_first_slide_is_the_steering_report() -> None:
    one, slide = programme_of(TROUBLE), read(file_of("hris-in-trouble.programme")).slides[0]
    said = text_of(slide)
    assert one.pack is not None
    assert slide.shapes.title.text_frame.text.startswith(one.name)
    assert {one.headline, *one.forecast} <= {text for text in (one.headline, *one.forecast) if text in said}
    for dimension in one.dimensions:
        assert dimension.label in said
    for waiting in one.ahead.decisions[:3]:
        assert waiting.title in said
    for fix in fixes(one)[:4]:
        assert fix.group.headline.title in said
    for item in milestones(one, one.pack):
        assert item.id in shapes(slide)
    assert shapes(slide)["Verdict"].text_frame.text == "■ Red"
    order = ["Title", "Verdict", "Questions rule", "Dimensions rule", "Decide now", "Fix first", "Next milestones"]
    names = [shape.name for shape in slide.shapes]
    assert [names.index(name) for name in order] == sorted(names.index(name) for name in order)


@pytest.mark.parametrize("name", ["hris-in-trouble.programme", "erp-running.programme", "2000"])
def test_the_plan_is_made_of_shapes_named_by_the_ids(name: str) -> None:
    one, slide = programme_of(EVERY[name]), read(file_of(name)).slides[1]
    assert one.pack is not None
    ids = {item.id for item in one.pack.items} | {waiting.id for waiting in one.ahead.decisions}
    found = shapes(slide)
    drawn = ids & found.keys()
    assert {live.id for live in one.go_lives} & drawn
    assert len(drawn) >= 5
    assert all(f"{id} label" in found for id in drawn)
    assert all(found[id].element.xpath(".//p:cNvPr/@descr")[0] for id in drawn)
    twice = [id for id, number in Counter(shape.name for shape in slide.shapes).items() if number > 1 and id in ids]
    assert not twice
    assert {"today line", "stated line"} <= found.keys()
    assert len(found) < 400


def test_bars_stand_where_their_days_are() -> None:
    one, found = programme_of(TROUBLE), shapes(read(file_of("hris-in-trouble.programme")).slides[1])
    assert one.pack is not None
    bars = [(item.start, found[item.id].left) for item in one.pack.items if item.id in found and not item.milestone]
    inside = sorted(bar for bar in bars if bar[1] > found["today line"].left)
    assert len(inside) >= 3
    (day, left), (last, right) = inside[0], inside[-1]
    for start, place in inside:
        assert place == pytest.approx(left + (right - left) * (start - day) / (last - day), abs=Pt(1))


def test_the_notes_say_where_it_comes_from() -> None:
    one = programme_of(TROUBLE)
    first, second = (
        slide.notes_slide.notes_text_frame.text for slide in read(file_of("hris-in-trouble.programme")).slides
    )
    for notes in (first, second):
        assert one.file in notes
        assert SAME_REPORT in notes
        assert one.headline in notes
    item = one.findings[0]
    assert f"{item.rule}, {item.location.file}:{item.location.line}" in first
    assert item.message in first
    assert "Critical path to go-live" in second
    assert "runs" in read(file_of("ranges")).slides[0].notes_slide.notes_text_frame.text


def test_hostile_names_stay_names() -> None:
    made = read(file_of(HOSTILE.stem))
    said = " ".join(text_of(slide) + slide.notes_slide.notes_text_frame.text for slide in made.slides)
    assert "\\x1b[2J" in said
    assert "<script>alert(1)</script>" in said
    assert not {
        sign for sign in said if (ord(sign) < 32 and sign != "\n") or 0x7F <= ord(sign) < 0xA0 or sign == "\u202e"
    }
    assert made.core_properties.title.startswith("\\x1b[2J")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_be_read(language: str) -> None:
    name, (first, second) = LANGUAGES[language], read(file_of(language)).slides
    assert name in first.shapes.title.text_frame.text
    assert shapes(second)["a label"].text_frame.text == f"{name} a"
    assert shapes(second)["w lane"].text_frame.text.startswith(name[:12])


def test_where_there_is_nothing_it_says_so() -> None:
    first, second = read(file_of("nothing")).slides
    assert NO_DECISION in text_of(first)
    assert NO_DATE in text_of(second)
    one = msgspec.structs.replace(programme_of(EVERY["nothing"]), findings=(), ahead=Ahead(left_to_commands=True))
    said = text_of(read(render(one)).slides[0])
    assert NOTHING_FOUND in said
    assert "programme-check decisions" in said


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(programme_of(TROUBLE)) == render(programme_of(TROUBLE))
    core = read(file_of("hris-in-trouble.programme")).core_properties
    day = datetime.datetime.fromordinal(programme_of(TROUBLE).status_date)
    assert [moment.replace(tzinfo=None) for moment in (core.created, core.modified)] == [day, day]
    assert (core.author, core.revision) == ("programme-check", 1)


def test_a_large_plan_does_not_take_long() -> None:
    one = programme_of(EVERY["2000"])
    began = time.process_time()
    data = render(one)
    assert time.process_time() - began < LONGEST
    assert len(data) < 200_000


def test_a_report_without_a_pack_is_refused() -> None:
    with pytest.raises(NoPack):
        render(programme())
