"""The steering pack in a browser: skipped where no Chromium is found. PROGRAMME_CHECK_CHROMIUM names one that is not on
the path, PROGRAMME_CHECK_AXE the file `axe.min.js` of axe-core, without which that one check is left out."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_support import Browser, found
from pack_support import HOSTILE, SAMPLES, crowded, invented, page_of

pytestmark = pytest.mark.skipif(found() is None or os.name == "nt", reason="no Chromium here")

PAGES = {
    **{path.name.split(".")[0]: path for path in SAMPLES if "trouble" in path.name or "smallest" in path.name},
    "hostile": HOSTILE,
    "ranges": invented(60, 6, ranges=True),
    "large": invented(2000, 60),
    "crowded": crowded(),
}
SHEET, ROOMY = (1047, 718), 690
"""Pixels of what a landscape sheet of A4 holds within margins of ten millimetres, and how far a front page may go:
fonts differ by machine. A file in which everything is as long as it can be may fill the sheet."""
FAMILIES = ("", "DejaVu Sans", "DejaVu Serif", "Liberation Serif", "DejaVu Sans Mono", "Carlito")
"""Narrow ones and wide ones; one that is not there falls back to another, which is as good."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all of these."""
    one = Browser(str(found()), tmp_path_factory.mktemp("browser"))
    yield one
    one.close()


@pytest.fixture(params=PAGES, ids=str)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A pack in a file."""
    path = tmp_path / "pack.html"
    path.write_text(page_of(PAGES[request.param]), encoding="utf-8")
    return path


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (320, True)])
def test_a_pack_asks_for_nothing_says_nothing_and_fits(browser: Browser, page: Path, width: int, dark: bool) -> None:
    browser.open(page, width=width, dark=dark)
    assert browser.requests() == []
    assert browser.messages() == []
    assert browser.value("document.documentElement.scrollWidth") <= width
    assert browser.value("document.scripts.length") == 0
    axe = os.environ.get("PROGRAMME_CHECK_AXE")
    if axe:
        browser.value(Path(axe).read_text(encoding="utf-8") + ";1")
        broken = browser.value(
            f"axe.run(document, {{runOnly: {TAGS}}}).then(found => found.violations.map(one => one.id + ': ' + "
            "one.nodes[0].html))"
        )
        assert broken == []


def test_the_first_sheet_is_the_steering_report(browser: Browser, page: Path, request: pytest.FixtureRequest) -> None:
    browser.open(page)
    browser.do("Emulation.setEmulatedMedia", media="print")
    pages = len(re.findall(rb"/Type\s*/Page\b", browser.printed()))
    assert 3 <= pages <= 40, f"the pack prints on {pages} pages"
    most = SHEET[1] if "crowded" in request.node.name else ROOMY
    for family in FAMILIES:
        browser.on_paper(width=SHEET[0], height=SHEET[1], family=family)
        ends = browser.value(
            "[...document.querySelectorAll('main .card')].filter(one => !one.closest('.sheet'))"
            ".map(one => [one.getAttribute('aria-labelledby'), Math.round(one.getBoundingClientRect().bottom)])"
        )
        front = {name: end for name, end in ends if name in {"verdict", "dims", "decide", "fix", "stones"}}
        font = family or "the default font"
        assert max(front.values()) <= most, f"in {font} the sections end at {front}, not by {most}"


def test_on_a_telephone_the_whole_plan_shows_at_once(browser: Browser, page: Path) -> None:
    browser.open(page, width=390)
    assert browser.value("getComputedStyle(document.querySelector('.gantt')).display") == "none"
    drawn = browser.value(
        "[...document.querySelectorAll('.slim rect, .slim path')].map(one => one.getBoundingClientRect().right)"
    )
    assert len(drawn) >= 2
    assert max(drawn) <= 390
    browser.open(page, width=1280)
    assert browser.value("getComputedStyle(document.querySelector('.slim')).display") == "none"


def test_paper_has_no_page_that_is_left_empty_for_the_next_part(browser: Browser, page: Path) -> None:
    """The plan begins a sheet; whatever comes after it follows where it ends."""
    browser.open(page)
    browser.on_paper(width=SHEET[0], height=SHEET[1])
    breaks = browser.value(
        "[...document.querySelectorAll('main *')].filter(one => getComputedStyle(one).breakBefore === 'page')"
        ".map(one => one.getAttribute('aria-labelledby'))"
    )
    assert breaks == ["plan"]
