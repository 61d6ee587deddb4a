"""The second slide: the plan on a page, drawn with shapes that can be moved, each named by the id of what it shows."""

from programme_check.reports.html.axis import spread
from programme_check.reports.html.marks import ROW, WIDTH, Mark
from programme_check.reports.html.plan import TOP, Chart, Strip, Upright, chart
from programme_check.reports.labels import LEGEND, NO_DATE, SECTIONS
from programme_check.reports.office import GREY, INK, LINE
from programme_check.reports.powerpoint.canvas import MARGIN, Box, Canvas, Paragraph, Run
from programme_check.reports.powerpoint.canvas import WIDTH as SLIDE
from programme_check.reports.powerpoint.measure import fitted, shrunk, wide
from programme_check.verdict import ProgrammeReport
from programme_check.verdict.pack import Pack

ROOM = SLIDE - 2 * MARGIN
SCALE = ROOM / WIDTH
"""Points of a pixel of the chart, from left to right."""
AXIS, STRIPS, BOTTOM, FOOT = 70.0, 108.0, 506.0, 512.0
"""Points from the top: the months, the lanes, where they end, the legend."""
LEAST = 13.4
"""Points of a line of bars at the least; with less its names could not be read."""
SIZES = ((36, 18), (32, 16), (28, 15), (24, 14), (20, 13), (16, 12), (12, 11), (10, 10), (8, 8), (5, 6), (3, 4))
"""Items by name and lanes, from many to few; the first that fit the slide are shown."""
BAR, DONE, PAST, CRITICAL, CRITICAL_DONE = "B9C7DB", "6D8BB3", "6D8BB3", "C0341F", "8C2012"
STRIPE, CLOSED, TODAY = "F7F8FA", "ECEDEF", "1F4E8C"
LINES = {"today": (TODAY, 1.4, False), "stated": (INK, 1.4, True), "forecast": (CRITICAL, 1.4, False)}


def plan(page: Canvas, one: ProgrammeReport, pack: Pack) -> Chart | None:
    """The whole slide; gives back what it shows."""
    said = " ".join(one.forecast)
    lines: list[Paragraph] = [[Run(SECTIONS["plan"][0], 22, True)]]
    lines.append([Run(fitted(f"{one.headline} {said}", 10, ROOM), 10, color=GREY)])
    page.title(Box(MARGIN, 18, ROOM, AXIS - 22), lines)
    found = fitting(one, pack)
    if found is None:
        page.text("No date", Box(MARGIN, STRIPS, ROOM, 16), [[Run(NO_DATE, 11, color=GREY)]])
        return None
    Drawing(page, found).draw()
    legend(page, found, decisions=any(strip.name == "Decisions" for strip in found.strips))
    return found


def fitting(one: ProgrammeReport, pack: Pack) -> Chart | None:
    """As much of the plan as one slide shows in letters that can be read."""
    found = None
    for items, lanes in SIZES:
        found = chart(one, pack, items, lanes)
        if found is None or (found.height - TOP) * LEAST / ROW <= BOTTOM - STRIPS:
            break
    return found


class Drawing:
    """Draws a chart: its pixels become points, and a line of bars is as high as the slide has room."""

    def __init__(self, page: Canvas, found: Chart) -> None:
        self.page, self.chart, self.ground = page, found, "FFFFFF"
        self.down = min(SCALE, (BOTTOM - STRIPS) / max(1.0, found.height - TOP))
        self.bar = min(14 * SCALE, ROW * self.down - 3)
        self.size = 8.0 if self.down < 0.68 else 8.5
        self.end = self.y(found.height)

    def x(self, pixels: float) -> float:
        """From the left of the slide."""
        return MARGIN + pixels * SCALE

    def y(self, pixels: float) -> float:
        """From its top."""
        return STRIPS + (pixels - TOP) * self.down

    def draw(self) -> None:
        """From the back to the front."""
        for number, strip in enumerate(self.chart.strips):
            if number % 2:
                box = Box(MARGIN, self.y(strip.y), ROOM, strip.height * self.down)
                self.page.shape("box", f"stripe {number}", box, STRIPE)
        for number, (left, width, why) in enumerate(self.chart.closed):
            box = Box(
                self.x(left), STRIPS, max(1.0, min(width * SCALE, MARGIN + ROOM - self.x(left))), self.end - STRIPS
            )
            self.page.shape("box", f"closed {number + 1}", box, CLOSED, said=why)
        for tick in self.chart.ticks:
            self.page.line(f"grid {tick.label}", (self.x(tick.x), AXIS), (self.x(tick.x), self.end), LINE, 0.75)
            width = wide(tick.label, 8) + 2
            box = Box(min(self.x(tick.x) + 3, MARGIN + ROOM - width), AXIS, width, 11)
            self.page.text(f"month {tick.label}", box, [[Run(tick.label, 8, color=GREY)]], wrap=False)
        for line in self.chart.lines:
            self.upright(line)
        for strip in self.chart.strips:
            self.lane(strip)
        for place, strip in enumerate(self.chart.strips):
            self.ground = STRIPE if place % 2 else "FFFFFF"
            for number, mark in enumerate(strip.marks):
                self.mark(mark, mark.id or f"{strip.id or strip.name} more {number + 1}")

    def upright(self, line: Upright) -> None:
        """The line of a day, with its name above it."""
        color, thick, dashed = LINES[line.kind]
        top = AXIS + (25 if line.y > 30 else 12.5)
        self.page.line(
            f"{line.kind} line", (self.x(line.x), top + 11), (self.x(line.x), self.end), color, thick, dashed=dashed
        )
        width = spread(line.label) * SCALE
        left = {"middle": self.x(line.x) - width / 2, "start": self.x(line.x), "end": self.x(line.x) - width}[
            line.anchor
        ]
        side = {"middle": "center", "start": "left", "end": "right"}[line.anchor]
        run = Run(line.label, shrunk(line.label, 8.5, 7, width), True, color)
        self.page.text(f"{line.kind} day", Box(left, top, width, 11), [[run]], side, wrap=False)

    def lane(self, strip: Strip) -> None:
        """The name of a lane and who leads it."""
        lines: list[Paragraph] = [[Run(strip.name, self.size + 0.5, True)]]
        if strip.lead:
            lines.append([Run(strip.lead, self.size - 0.5, color=GREY)])
        box = Box(MARGIN + 4, self.y(strip.y) + 2, 126, strip.height * self.down - 2)
        self.page.text(f"{strip.id or strip.name} lane", box, lines, wrap=False)

    def mark(self, mark: Mark, name: str) -> None:
        """A bar, point or band with what was planned and with its label."""
        kind, top = mark.kind.split(), self.y(mark.y)
        if kind[0] == "rest":
            box = Box(self.x(mark.x), top, max(2.0, mark.width * SCALE), 15 * self.down - 1.5)
            self.page.shape("bar", name, box, None, edge=BAR, dashed=True, said=mark.title)
            self.label(mark, name, (box.top - 0.5, box.height + 1), Run(mark.label, self.size - 1.5, color=GREY))
        elif kind[0] == "bar":
            self.bar_of(mark, name, kind, top)
        else:
            self.point(mark, name, kind, top)

    def bar_of(self, mark: Mark, name: str, kind: list[str], top: float) -> None:
        """Work, with the part that is done and the line of what was planned."""
        critical, past, inside = ("crit" in kind, "past" in kind, "inside" in kind)
        if mark.planned is not None:
            y = top + self.bar + 1.2
            self.page.line(f"{name} planned", (self.x(mark.planned[0]), y), (self.x(mark.planned[1]), y), GREY, 1)
        fill = PAST if past else CRITICAL if critical else BAR
        box = Box(self.x(mark.x), top, max(1.5, mark.width * SCALE), self.bar)
        self.page.shape("bar", name, box, fill, said=mark.title)
        if mark.done and not past:
            done = box._replace(width=max(1.0, min(box.width, mark.done * SCALE)))
            self.page.shape("bar", f"{name} done", done, CRITICAL_DONE if critical else DONE)
        color = "FFFFFF" if inside and (critical or past) else INK
        self.label(mark, name, (top, self.bar), Run(mark.label, self.size, color=color))

    def point(self, mark: Mark, name: str, kind: list[str], top: float) -> None:
        """A milestone, gate or decision, with where it was planned."""
        middle, half = top + self.bar / 2, (6.2 if "bold" in kind else 5.2) * min(1.0, self.bar / 10)
        choice, critical = kind[0] == "choice", "crit" in kind
        if mark.planned is not None:
            begin, end = self.x(mark.planned[0]), self.x(mark.x)
            self.page.line(f"{name} moved", (begin, middle), (end, middle), GREY, 1)
            box = Box(begin - half + 1, middle - half + 1, 2 * half - 2, 2 * half - 2)
            self.page.shape("point", f"{name} planned", box, "FFFFFF", edge=GREY)
        fill = CRITICAL if critical else "FFFFFF" if choice else DONE if "past" in kind else INK
        box = Box(self.x(mark.x) - half, middle - half, 2 * half, 2 * half)
        self.page.shape("point", name, box, fill, edge=INK if choice and not critical else None, said=mark.title)
        self.label(mark, name, (top, self.bar), Run(mark.label, self.size, "bold" in kind))

    def label(self, mark: Mark, name: str, down: tuple[float, float], run: Run) -> None:
        """The name of what is drawn, inside it or beside it; `down` is where it begins and how high it is.

        Where a line crosses it, it hides the line.
        """
        width = max(4.0, wide(mark.label, run.size) + 1)
        left = self.x(mark.text_x) - (width if mark.anchor == "end" else 0)
        crossed = any(left <= self.x(line.x) <= left + width for line in self.chart.lines)
        crossed |= mark.planned is not None and mark.anchor == "end" and self.x(mark.planned[0]) < left + width
        hides = crossed and "inside" not in mark.kind
        box = Box(left, down[0], width, down[1])
        side = "right" if mark.anchor == "end" else "left"
        behind = self.ground if hides else None
        self.page.text(f"{name} label", box, [[run]], side, "middle", wrap=False, behind=behind)


def legend(page: Canvas, found: Chart, *, decisions: bool) -> None:
    """What the shapes stand for, as far as the slide shows them."""
    kinds = {mark.kind.split()[0] for strip in found.strips for mark in strip.marks}
    shown = [key for key, there in (
        ("crit", True), ("bar", True), ("done", True), ("plan", found.bands), ("point", "point" in kinds),
        ("choice", decisions), ("rest", "rest" in kinds), ("closed", bool(found.closed)),
    ) if there]  # fmt: skip
    looks = {
        "crit": CRITICAL,
        "bar": BAR,
        "done": DONE,
        "closed": CLOSED,
        "point": INK,
        "choice": "FFFFFF",
        "rest": None,
    }
    left = MARGIN
    for key in shown:
        name = f"legend {LEGEND[key]}"
        if key == "plan":
            page.line(name, (left, FOOT + 6), (left + 18, FOOT + 6), GREY, 1)
        elif key in {"point", "choice"}:
            edge = INK if key == "choice" else None
            page.shape("point", name, Box(left + 4, FOOT + 1, 10, 10), looks[key], edge=edge)
        else:
            edge, dashed = (BAR, True) if key == "rest" else (None, False)
            page.shape("bar", name, Box(left, FOOT + 1.5, 18, 9), looks[key], edge=edge, dashed=dashed)
        width = wide(LEGEND[key], 8) + 2
        page.text(
            f"{name} text",
            Box(left + 22, FOOT, width, 12),
            [[Run(LEGEND[key], 8, color=GREY)]],
            "left",
            "middle",
            wrap=False,
        )
        left += 22 + width + 10
