"""The presentation: a page of 16:9, two slides, properties that know no clock."""

import io
from typing import Any

from programme_check.reports.escape import clean
from programme_check.reports.office import made_on, settled
from programme_check.reports.powerpoint.canvas import HEIGHT, WIDTH, Canvas, safe
from programme_check.reports.powerpoint.notes import of_plan, of_steering
from programme_check.reports.powerpoint.plan import plan
from programme_check.reports.powerpoint.steering import steering
from programme_check.verdict import ProgrammeReport
from programme_check.verdict.pack import Pack

TITLE_ONLY = 5
"""The layout with a title and nothing else, in the template that python-pptx brings."""


def deck(one: ProgrammeReport, pack: Pack) -> bytes:
    """The whole file."""
    from pptx import Presentation

    made = Presentation()
    widen(made)
    first, second = (Canvas(made.slides.add_slide(made.slide_layouts[TITLE_ONLY])) for _ in range(2))
    steering(first, one, pack)
    first.notes(of_steering(one, pack))
    chart = plan(second, one, pack)
    second.notes(of_plan(one, chart))
    properties(made.core_properties, one)
    stream = io.BytesIO()
    made.save(stream)
    return settled(stream.getvalue())


def widen(made: Any) -> None:
    """Make the template's page 16:9, its layouts with it, so that slides added by hand fit."""
    from pptx.util import Pt

    ratio = Pt(WIDTH) / made.slide_width
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for page in (made.slide_master, *made.slide_layouts):
        for shape in page.placeholders:
            if shape._element.spPr.find(TRANSFORM) is not None:
                shape.left, shape.width = round(shape.left * ratio), round(shape.width * ratio)


TRANSFORM = "{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"


def properties(core: Any, one: ProgrammeReport) -> None:
    """What the file says of itself, as of the status date."""
    core.title, core.subject = safe(clean(one.name)), safe(clean(one.headline))
    core.author = core.last_modified_by = "programme-check"
    core.keywords = core.comments = core.category = ""
    core.created = core.modified = made_on(one.status_date)
    core.revision = 1
