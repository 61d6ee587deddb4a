"""The steering pack as a file: what it is made of, what it says, and what no name in it can do."""

import re
import time
import unicodedata
from pathlib import Path

import msgspec
import pytest
from pack_support import HOSTILE, SAMPLES, Reader, invented, page_of, programme_of
from report_support import programme

from programme_check.findings import Location, Waived
from programme_check.reports.html import NoPack, render
from programme_check.reports.html.axis import Axis, cut, spread
from programme_check.reports.html.parts import coded, pill, place, shown
from programme_check.verdict import Status

LARGEST, LONGEST = 1_000_000, 5.0
"""Bytes and seconds of a pack of 2,000 activities."""
TROUBLE = next(path for path in SAMPLES if "hris-in-trouble" in path.name)
SMALLEST = next(path for path in SAMPLES if "smallest" in path.name)


def acting(text: str) -> set[str]:
    """The characters that do something rather than show."""
    kinds = {"Cc", "Cs", "Zl", "Zp", "Cf"}
    return {sign for sign in text if unicodedata.category(sign) in kinds and sign not in "\n\u200c\u200d"}


@pytest.mark.parametrize("source", [*SAMPLES, HOSTILE], ids=lambda path: path.stem)
def test_every_pack_is_one_sound_file_that_needs_nothing_else(source: Path) -> None:
    page = Reader(page_of(source))
    assert not page.unclosed
    assert not page.comments
    names = {tag for tag, _ in page.elements}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "form", "input", "base", "image", "use"}
    assert {"header", "main", "footer"} <= names
    assert len(page.all("h1")) == 1
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("[a-z][a-z0-9-]*", str(id)) for id in ids)
    for _, attributes in page.elements:
        assert not {name for name in attributes if name.startswith("on") or name in {"src", "style", "xlink:href"}}
        for name in ("href", "aria-labelledby"):
            for target in (attributes.get(name) or "").split():
                assert target.removeprefix("#") in ids
        assert (attributes.get("href") or "#").startswith("#")
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "url(" not in page_of(source)
    assert "@import" not in page_of(source)


@pytest.mark.parametrize("source", [*SAMPLES, HOSTILE], ids=lambda path: path.stem)
def test_nothing_in_a_pack_acts(source: Path) -> None:
    assert not acting(page_of(source))


def test_hostile_names_can_be_read_and_do_nothing() -> None:
    raw, page = page_of(HOSTILE), Reader(page_of(HOSTILE))
    assert "<script" not in raw
    assert "<script>alert(1)</script>" in page.text
    assert "\\x1b[2J" in page.text
    assert "\\u202eevil" in page.text
    assert "{{ 7*7 }}" in page.text
    assert " 49" not in page.text


def test_the_sections_stand_in_their_order() -> None:
    heads = re.findall(r'<h2[^>]*id="([a-z]+)"', page_of(TROUBLE))
    order = [
        "verdict", "dims", "decide", "fix", "stones", "plan", "path", "chain", "curve", "tornado", "map", "ready",
        "owed", "raid", "sight", "loads", "due", "all", "waived", "read",
    ]  # fmt: skip
    assert heads == [id for id in order if id in heads]
    assert {"verdict", "dims", "decide", "fix", "plan", "path", "map", "owed", "raid", "sight", "due", "all"} <= {
        *heads
    }


def test_a_pack_says_what_the_check_says() -> None:
    one, page = programme_of(TROUBLE), Reader(page_of(TROUBLE))
    for said in (one.headline, *one.forecast, one.questions["outcomes"].answer, one.questions["plan"].answer):
        assert said in page.text
    for finding in one.findings:
        assert finding.title in page.text
    assert "Stated go-live" in page.text
    assert "Four in five by" not in page.text  # the file holds no ranges


def test_where_the_file_holds_ranges_the_chance_is_there() -> None:
    page = Reader(page_of(invented(60, 6, ranges=True)))
    assert "Four in five by" in page.text
    assert "Confidence in go-live" in page.text
    assert "What moves go-live most" in page.text
    assert "ends 2 weeks late" in page.text


def test_the_smallest_file_makes_a_pack_without_empty_sections() -> None:
    page = page_of(SMALLEST)
    assert "<tbody>\n</tbody>" not in page
    assert "What could not be judged" in page


def test_waived_and_known_findings_stay_visible() -> None:
    trouble = programme_of(TROUBLE)
    waived = msgspec.structs.replace(trouble.findings[0], waived=Waived("Agreed <with> audit", "dana", "2027-03-31"))
    page = Reader(render(msgspec.structs.replace(trouble, waived=(waived,))))
    assert "Agreed <with> audit. Approved by dana until 31 Mar 2027" in page.text
    known = tuple(msgspec.structs.replace(item, baselined=True) for item in programme_of(TROUBLE).findings)
    assert (
        "Known: it is in the baseline."
        in Reader(render(msgspec.structs.replace(programme_of(TROUBLE), findings=known))).text
    )


@pytest.mark.parametrize(("activities", "streams"), [(60, 6), (300, 14), (2000, 60)])
def test_a_plan_of_any_size_is_one_picture_and_a_small_file(activities: int, streams: int) -> None:
    text = invented(activities, streams)
    one = programme_of(text)
    began = time.process_time()
    page = render(one)
    assert time.process_time() - began < LONGEST
    assert len(page.encode()) < LARGEST
    assert not Reader(page).unclosed
    height = float(re.findall(r'viewBox="0 0 1120 ([0-9.]+)"', page)[0])
    assert height < 1600
    assert one.pack is not None
    shown_bars = page.count('<g class="bar') + page.count('<g class="point')
    assert shown_bars < 70


def test_a_report_without_a_pack_is_refused() -> None:
    with pytest.raises(NoPack):
        render(programme())


def test_the_same_file_gives_the_same_pack() -> None:
    assert render(programme_of(TROUBLE)) == render(programme_of(TROUBLE))


def test_small_pieces() -> None:
    assert pill(Status.AMBER, "<b>") == ('<span class="pill amber"><span aria-hidden="true">▲</span> &lt;b&gt;</span>')
    assert pill(Status.NOT_SET) == '<span class="pill not-set"><span aria-hidden="true">○</span> Not set</span>'
    assert coded("add `a<b` to `c") == "add <code>a&lt;b</code> to <code>c</code>"
    assert place(Location("plans\\big/a&b.yaml", 7, 1)) == "<code>a&amp;b.yaml:7</code>"
    assert shown("a\x1b\ufffe") == "a\\x1b\\ufffe"


def test_an_axis_maps_days_to_pixels() -> None:
    axis = Axis(739_991, 740_355, 100, 464)  # the 365 days of a year
    assert axis.at(739_991) == 100
    assert axis.at(1) == 100
    assert axis.at(999_999) == 464
    assert next(tick.label for tick in axis.months(60)).endswith("2027")
    assert spread("日本") == 2 * spread("ab")
    assert cut("A name that is far too long for its place", 100).endswith("…")
