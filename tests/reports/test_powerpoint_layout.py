"""The slides as pictures: nothing over another thing, over the edge of the slide or out of its frame."""

import itertools

import pytest
from office_support import EVERY, SPOKEN, sound
from pack_support import programme_of
from pptx.util import Pt
from slides_support import file_of, frames, read

from programme_check.reports.powerpoint import render
from programme_check.reports.powerpoint.measure import fitted, lines, shrunk, wide

LEAST = 6.0
"""Points of the smallest type."""


@pytest.mark.parametrize("name", EVERY)
def test_every_file_is_sound_and_everything_is_on_the_slide(name: str) -> None:
    found = sound(file_of(name))
    assert not [part for part in found if part.startswith("ppt/media")]
    made = read(file_of(name))
    assert (made.slide_width, made.slide_height) == (Pt(960), Pt(540))
    assert len(made.slides) == 2
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
            assert shape.element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style") is None
            assert shape.click_action.hyperlink.address is None if shape.shape_type != 9 else True
        assert not slide.element.xpath(".//a:hlinkClick | .//p:pic | .//p:oleObj")


@pytest.mark.parametrize("name", EVERY)
def test_no_text_lies_over_another(name: str) -> None:
    for slide in read(file_of(name)).slides:
        over = [
            (one.name, other.name)
            for one, other in itertools.combinations(frames(slide), 2)
            if min(one.right, other.right) - max(one.left, other.left) > 1
            and min(one.bottom, other.bottom) - max(one.top, other.top) > 1.5
        ]
        assert not over


@pytest.mark.parametrize("name", EVERY)
def test_no_text_runs_out_of_its_frame(name: str) -> None:
    """By our own measure, which was compared with what an office program draws."""
    for shape in (shape for slide in read(file_of(name)).slides for shape in slide.shapes if shape.has_text_frame):
        height, frame = 0.0, shape.text_frame
        for paragraph in frame.paragraphs:
            size = max((run.font.size.pt for run in paragraph.runs), default=0)
            assert not paragraph.runs or size >= LEAST
            text = "".join(f"`{run.text}`" if run.font.name else run.text for run in paragraph.runs)
            count = lines(text, size, shape.width.pt + 0.5, code=True) if frame.word_wrap else 1
            height += count * size * 1.2
            if not frame.word_wrap and "lane" not in shape.name:
                assert wide(paragraph.text, size) <= shape.width.pt * 1.1 + 8
        assert height <= shape.height.pt + 4, shape.name


@pytest.mark.parametrize("name", EVERY)
def test_every_alignment_is_said(name: str) -> None:
    for slide in read(file_of(name)).slides:
        for paragraph in (one for shape in slide.shapes if shape.has_text_frame for one in shape.text_frame.paragraphs):
            assert not paragraph.runs or paragraph.alignment is not None


def test_names_without_end_are_cut() -> None:
    long = "A programme whose name goes on and on " * 12
    text = SPOKEN.replace("NAME", long.strip())
    made = read(render(programme_of(text)))
    assert "…" in made.slides[0].shapes.title.text_frame.text
    over = [one for one in frames(made.slides[0]) if one.bottom > 540 or one.right > 960]
    assert not over


def test_texts_are_measured() -> None:
    assert lines("one two three", 10, 1000) == 1
    assert lines("one two three", 10, 30) == 3
    assert lines("x" * 100, 10, 100) > 4
    assert wide("給与", 10) > wide("ab", 10)
    assert wide("e\u0301", 10) == wide("e", 10)
    assert fitted("A name that is far too long", 10, 60).endswith("…")
    assert fitted("short", 10, 60) == "short"
    assert lines("iiii iiii iiii", 10, 45) < lines("`iiii iiii iiii`", 10, 45, code=True)
    assert lines("`" + "a" * 10 + "`", 10, 70, code=True) == 1
    assert shrunk("A name that is too long", 20, 8, 60) == 8
