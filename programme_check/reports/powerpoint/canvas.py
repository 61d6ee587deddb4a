"""A slide to draw on: texts, boxes, diamonds and lines in points, all of them native shapes with a name."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from programme_check.reports.escape import visible, xml_text
from programme_check.reports.labels import WORDS
from programme_check.reports.office import FILLS, GREY, INK, INKS
from programme_check.reports.office import pill as signed
from programme_check.reports.powerpoint.measure import shrunk
from programme_check.verdict import Status

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 36.0
"""Points of a slide of 16:9, and the margin at its left and right."""
SIDES = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHORS = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
KINDS = {"box": MSO_SHAPE.RECTANGLE, "bar": MSO_SHAPE.ROUNDED_RECTANGLE, "point": MSO_SHAPE.DIAMOND}
ROUND = 2.4
"""Points of the radius of a bar's corners."""


rgb: Any = RGBColor.from_string
"""A colour from its six hexadecimal digits."""


class Run(NamedTuple):
    """A stretch of text in one look."""

    text: str
    size: float
    bold: bool = False
    color: str = INK
    font: str | None = None


class Box(NamedTuple):
    """A place on the slide, in points."""

    left: float
    top: float
    width: float
    height: float


Paragraph = Sequence[Run]


class Canvas:
    """A slide."""

    def __init__(self, slide: Any) -> None:
        self.slide = slide

    def title(self, box: Box, paragraphs: Sequence[Paragraph]) -> None:
        """The title of the slide and the lines under it, in the one frame that screen readers begin with."""
        shape = self.slide.shapes.title
        place(shape, box)
        shape.name = "Title"
        fill_text(shape.text_frame, paragraphs, "left", "top", wrap=True)

    def text(
        self, name: str, box: Box, paragraphs: Sequence[Paragraph], side: str = "left", anchor: str = "top",
        *, wrap: bool = True, behind: str | None = None,
    ) -> None:  # fmt: skip
        """A text in a frame of its own; `behind` is a colour that hides what it stands on."""
        shape = self.slide.shapes.add_textbox(*(Pt(number) for number in box))
        finish(shape, name)
        if behind is not None:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(behind)
        fill_text(shape.text_frame, paragraphs, side, anchor, wrap=wrap)

    def shape(
        self, kind: str, name: str, box: Box, fill: str | None, *, edge: str | None = None, thick: float = 1.0,
        dashed: bool = False, said: str = "",
    ) -> Any:  # fmt: skip
        """A box, bar or diamond; `said` is what a screen reader says of it."""
        shape = self.slide.shapes.add_shape(KINDS[kind], *(Pt(number) for number in box))
        finish(shape, name, said)
        if kind == "bar":
            shape.adjustments[0] = min(0.5, ROUND / max(0.1, min(box.width, box.height)))
        if fill is None:
            shape.fill.background()
        else:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
        drawn(shape.line, edge, thick, dashed)
        return shape

    def pill(self, name: str, box: Box, status: Status, text: str = "", size: float = 9.0) -> None:
        """A state by sign, word and colour."""
        edge = GREY if status is Status.NOT_SET else None
        shape = self.shape("bar", name, box, FILLS[status], edge=edge)
        shown = signed(status, text or WORDS[status])
        size = shrunk(shown, size, 6.5, box.width - 8)
        fill_text(shape.text_frame, [[Run(shown, size, True, INKS[status])]], "center", "middle", wrap=False)

    def line(
        self, name: str, begin: tuple[float, float], end: tuple[float, float], color: str, thick: float = 1.0,
        *, dashed: bool = False,
    ) -> None:  # fmt: skip
        """A straight line."""
        points = [Pt(number) for number in (*begin, *end)]
        shape = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *points)
        finish(shape, name)
        drawn(shape.line, color, thick, dashed)

    def notes(self, paragraphs: Sequence[str]) -> None:
        """What stands in the notes."""
        self.slide.notes_slide.notes_text_frame.text = "\n".join(safe(text) for text in paragraphs if text)


def safe(text: str) -> str:
    """A text that shows and that XML can hold."""
    return xml_text(visible(text))


def place(shape: Any, box: Box) -> None:
    """Put a shape where it belongs."""
    shape.left, shape.top, shape.width, shape.height = (Pt(number) for number in box)


def finish(shape: Any, name: str, said: str = "") -> None:
    """Name a shape and take away the style of the theme, which would give it a shadow and colours of its own."""
    shape.name = safe(name)
    for style in shape._element.findall(STYLE):
        shape._element.remove(style)
    if said:
        shape._element.xpath(".//p:cNvPr")[0].set("descr", safe(said))


STYLE = "{http://schemas.openxmlformats.org/presentationml/2006/main}style"


def drawn(line: Any, color: str | None, thick: float, dashed: bool) -> None:
    """The look of an edge or a line; none without a colour."""
    if color is None:
        line.fill.background()
        return
    line.color.rgb = rgb(color)
    line.width = Pt(thick)
    if dashed:
        line.dash_style = MSO_LINE.DASH


def fill_text(frame: Any, paragraphs: Sequence[Paragraph], side: str, anchor: str, *, wrap: bool) -> None:
    """Put paragraphs into a frame without margins, every alignment said rather than inherited."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = wrap, MSO_AUTO_SIZE.NONE, ANCHORS[anchor]
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = SIDES[side]
        paragraph.space_before = paragraph.space_after = Pt(0)
        for run in runs:
            made = paragraph.add_run()
            made.text = safe(run.text)
            made.font.size, made.font.bold = Pt(run.size), run.bold
            made.font.color.rgb = rgb(run.color)
            made.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK
            if run.font is not None:
                made.font.name = run.font
