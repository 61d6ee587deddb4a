"""Slides as a second reader finds them."""

import io
from functools import cache
from typing import Any, NamedTuple

from office_support import EVERY
from pack_support import programme_of
from pptx import Presentation

from programme_check.reports.powerpoint import render


class Frame(NamedTuple):
    """A shape with a text, in points."""

    name: str
    left: float
    top: float
    right: float
    bottom: float


@cache
def file_of(name: str) -> bytes:
    """The slides on a programme by its short name."""
    return render(programme_of(EVERY[name]))


def read(data: bytes) -> Any:
    """Slides as python-pptx reads them."""
    return Presentation(io.BytesIO(data))


def text_of(slide: Any) -> str:
    """All that can be read on a slide, on one line."""
    return " ".join(" ".join(shape.text_frame.text.split()) for shape in slide.shapes if shape.has_text_frame)


def frames(slide: Any) -> list[Frame]:
    """The shapes with a text."""
    return [
        Frame(
            one.name, one.left / 12700, one.top / 12700, (one.left + one.width) / 12700, (one.top + one.height) / 12700
        )
        for one in slide.shapes
        if one.has_text_frame and one.text_frame.text.strip()
    ]


def shapes(slide: Any) -> dict[str, Any]:
    """The shapes by name."""
    return {shape.name: shape for shape in slide.shapes}
