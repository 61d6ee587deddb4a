"""The critical path at a terminal: steps, bars to scale, the promised day, what comes next."""

import re
from typing import Any

import msgspec
import pytest
from report_support import on, programme
from test_terminal_golden import compare

from programme_check.reports import terminal
from programme_check.reports.terminal.bars import Scale, row
from programme_check.reports.terminal.page import cells, page_of
from programme_check.reports.terminal.path import critical_path
from programme_check.verdict import PathLine, Report, Step

CODE = re.compile(r"\x1b\[[0-9;]*m")
STEPS = (
    ("cfg-2", "Payroll configuration", "Payroll", "2026-10-01", "2026-11-10"),
    ("cfg-m", "Configuration baseline", "Payroll", "2026-11-10", "2026-11-10"),
    ("int-2", "Integration testing", "Testing", "2026-11-11", "2026-12-08"),
    ("tst-4", "Parallel pay run 2", "Testing", "2027-01-21", "2027-02-17"),
    ("cut-2", "Payroll cutover", "Cutover", "2027-02-18", "2027-02-24"),
    ("go", "Payroll go-live", "Cutover", "2027-02-25", "2027-02-25"),
)
PATH = PathLine(
    to="go",
    name="Payroll go-live",
    stated=on("2027-02-01"),
    steps=tuple(
        Step(id=id, name=name, workstream=stream, start=on(start), finish=on(end), milestone=start == end)
        for id, name, stream, start, end in STEPS
    ),
    float_days=-18,
    near=(("dat-1", 5), ("dat-2", 5), ("tst-1", 8)),
)
LONG = msgspec.structs.replace(
    PATH, steps=tuple(msgspec.structs.replace(PATH.steps[n // 3], id=f"step-{n}") for n in range(18))
)


def shown(path: PathLine = PATH, *, width: int = 80, **options: Any) -> str:
    """The section alone."""
    every = options.pop("every", False)
    page = page_of(width, options.get("color"), options.get("ascii", False))
    critical_path(page, path, every=every)
    return page.text()


@pytest.mark.parametrize(
    ("name", "path", "options"),
    [
        *((f"path-{width}", PATH, {"width": width}) for width in (40, 60, 80, 104)),
        *((f"path-{color}", PATH, {"color": color}) for color in ("standard", "256", "truecolor")),
        ("path-ascii", PATH, {"ascii": True}),
        ("path-long", LONG, {}),
    ],
)
def test_it_looks_as_it_should(name: str, path: PathLine, options: dict[str, Any]) -> None:
    compare(f"{name}.txt", shown(path, **options))


@pytest.mark.parametrize("width", range(40, 201))
def test_it_fits_every_width(width: int) -> None:
    for path in (PATH, LONG):
        for ascii in (False, True):
            text = shown(path, width=width, ascii=ascii, every=True)
            assert text.isascii() or not ascii
            assert all(cells(line) <= min(width, 104) and line == line.rstrip() for line in text.splitlines())
            assert ("=" if ascii else "━") in text or width < 60


@pytest.mark.parametrize("color", ["standard", "256", "truecolor"])
def test_colour_says_nothing_of_its_own(color: str) -> None:
    assert CODE.sub("", shown(color=color)) == shown()


def test_narrow_screens_have_no_bars_but_every_step() -> None:
    text = shown(width=59)
    assert "━" not in text
    assert all(id in text for id, *_ in STEPS)


def test_the_promised_day_is_one_column_from_top_to_bottom() -> None:
    lines = [line for line in shown().splitlines() if "╎" in line or "╵" in line]
    assert len(lines) > 3
    assert len({re.search("[╎╵]", line).start() for line in lines}) == 1  # type: ignore[union-attr]


def test_a_long_path_is_told_by_workstream() -> None:
    text = shown(LONG)
    assert "18 steps" in text
    assert "Payroll, 6 steps" in text
    assert "step-17" not in text
    assert "step-17" in shown(LONG, every=True)


@pytest.mark.parametrize(
    ("days", "said"),
    [(-18, "18 days late"), (-1, "1 day late"), (0, "no float"), (2.5, "2.5 days of float"), (None, "finished")],
)
def test_the_float_is_told_in_words(days: float | None, said: str) -> None:
    assert shown(msgspec.structs.replace(PATH, float_days=days)).splitlines()[0].endswith(f"6 steps, {said}")


def test_names_from_a_file_move_no_cursor() -> None:
    steps = (msgspec.structs.replace(PATH.steps[0], name="A\x1b[2J\u202eB"), *PATH.steps[1:])
    text = shown(msgspec.structs.replace(PATH, steps=steps))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_bars_are_to_scale() -> None:
    first = on("2027-03-01")
    scale = Scale(first, first + 9, 10)
    assert "".join(text for text, _ in row(scale, first + 2, first + 4, sign="━", mark=first + 8)) == "  ━━━   ╎ "
    assert "".join(text for text, _ in row(scale, first + 9, first + 9, sign="◆")) == "         ◆"
    assert Scale(on("2026-12-15"), on("2027-02-10"), 30).ruler().split() == ["Dec", "Jan", "Feb"]


def test_it_follows_what_to_fix() -> None:
    text = terminal.render(Report(programmes=(programme(path=PATH),), errors=()), width=80)
    assert text.index("Fix first") < text.index("Critical path to go-live") < text.index("What could not be judged")
