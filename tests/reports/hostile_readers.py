"""Second readers of every format: each finds text, and nothing that acts."""

import csv
import io
import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

from hostile_support import NAMED, acting
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from office_support import sound
from openpyxl import load_workbook
from pack_support import SAMPLES, Reader, page_of
from pptx import Presentation

from programme_check.reports.csv import FORMULA

Written = str | bytes
OBEYED = re.compile(r"^\s*::[a-z]|##(?:vso)?\[", re.IGNORECASE | re.MULTILINE)
"""What GitHub Actions obeys at the start of a line, blanks aside, and Azure Pipelines anywhere."""
OURS = re.compile(r"\x1b\[(?:0|[0-9]+(?:;[0-9]+)*)m")
NUMBER = re.compile(r"-?[0-9.]+(?:e[+-]?[0-9]+)?")
CLEAN = [path for path in SAMPLES if any(path.name.startswith(stem) for stem in NAMED)]
"""The same programmes with their own texts: what markup ours is."""


def text_of(written: Written, allowed: str = "\n") -> str:
    """What was written as text that does nothing to whoever shows it: a terminal, an editor, a build server."""
    text = written.decode() if isinstance(written, bytes) else written
    text.encode()
    assert not acting(text, allowed)
    return text


def silent(written: Written) -> str:
    """The same with no command to a build server in it."""
    text = text_of(written)
    assert not OBEYED.search(text)
    return text


def is_text(written: Written) -> None:
    """The terminal: colour codes are ours and nothing else is there but text."""
    silent(OURS.sub("", written.decode() if isinstance(written, bytes) else written))


def is_json(written: Written) -> None:
    """JSON for whoever decodes it, and harmless for whoever prints it."""
    json.loads(silent(written))


def is_csv(written: Written) -> None:
    """No cell that a spreadsheet would work out."""
    rows = list(csv.reader(io.StringIO(silent(written)), strict=True))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert NUMBER.fullmatch(cell) or not FORMULA.match(cell), cell


def is_junit(written: Written) -> None:
    """XML that two readers read alike, without a character that XML forbids."""
    text = silent(written)
    assert JUnitXml.fromstring(text.encode()).tests
    for element in ElementTree.fromstring(text).iter():
        assert element.tag in {"testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"}
        assert not acting("".join([element.text or "", *element.attrib.values()]))


def is_github(written: Written) -> None:
    """A command a line, each of ours."""
    line = re.compile(r"::(?:error|warning|notice) (?:[a-zA-Z]+=[^:,]*,)*title=[^:,]*::(?P<message>.*)")
    for one in text_of(written).splitlines():
        found = line.fullmatch(one)
        assert found, one
        assert not OBEYED.search(found["message"])
        assert not re.search("%(?!25|0A|0D)", found["message"])


def is_azure(written: Written) -> None:
    """The same."""
    line = re.compile(r"##vso\[task\.logissue (?:[a-z]+=[^;\]]*;)*code=[^;\]]*\](?P<message>.*)")
    for one in text_of(written).splitlines():
        found = line.fullmatch(one)
        assert found, one
        assert not OBEYED.search(found["message"])
        assert not re.search("%(?!AZP25|0A|0D)", found["message"])


def is_concise(written: Written) -> None:
    """A line a finding, in one shape."""
    line = re.compile(r"[^\n]+?:\d+:\d+: (?:error|warning|info): .+ \[(?:[A-Z]{3}\d{3}|[a-z-]+)\] .+")
    for one in silent(written).splitlines():
        assert line.fullmatch(one), one


def is_html(written: Written) -> None:
    """A page of our own elements and attributes; what it shows is text."""
    text = silent(written)
    page, ours, known, styles, comments = Reader(text), set(), set(), set(), set()
    for tag, attributes in page.elements:
        ours |= {(tag, name) for name in attributes}
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in {"href", "xlink:href", "src", "action", "data"}:
                assert re.fullmatch("#[a-z0-9-]*", value or ""), value
            if name in {"id", "class", "style"}:
                assert re.fullmatch(r"[\w .,:;()#%/*+-]*", value or ""), value
    for clean in map(page_of, CLEAN):
        reader = Reader(clean)
        known |= {(tag, name) for tag, attributes in reader.elements for name in attributes}
        styles |= {*re.findall(r"<(?:style|script)\b.*?</(?:style|script)>", clean, re.S)}
        comments |= {*reader.comments}
    assert ours <= known | {("path", "class"), ("rect", "class")}
    assert {*re.findall(r"<(?:style|script)\b.*?</(?:style|script)>", text, re.S)} <= styles
    assert {*page.comments} <= comments
    assert not page.unclosed


ELEMENTS = {
    "heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "ordered_list", "list_item",
    "em", "strong", "link",
}  # fmt: skip
"""What our Markdown is made of, beside texts, code and the HTML below."""
HTML = re.compile(r"</?(?:details|summary|sub)>|<!-- programme-check:[a-zA-Z0-9./_-]+ -->")
LIVE = re.compile(r"@\w|(?<![\w&])[#!~]\w|GH-\d|:[\w+-]+:(?!\d)")
"""A mention, a reference or an emoji, as those that show Markdown look for them in what is left of it."""


def is_markdown(written: Written) -> None:
    """No markup but ours, no link but to our files, no mention, no reference, and a chart that holds."""
    text = silent(written)
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    for token in (one for block in tokens for one in (block, *(block.children or ()))):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind == "text":
            assert not LIVE.search(token.content), token.content
        elif kind.startswith("html_"):
            assert not re.search("<[a-zA-Z!/?]", HTML.sub("", token.content)), token.content
        elif kind == "fence":
            assert token.info in {"mermaid", "yaml"}
            if token.info == "mermaid":
                is_chart(token.content)
        else:
            assert kind in ELEMENTS | {"inline", "softbreak", "code_inline"}, (kind, token.content)
            assert kind != "heading" or token.tag != "h4"
        if token.type == "link_open":
            assert re.fullmatch(r"[a-zA-Z0-9%._/-]+#L\d+|#[a-z-]+", str(token.attrs["href"]))
    plain = re.sub(r"```mermaid.*?```|`+[^`\n]+`+", "", text, flags=re.S)
    assert not re.search(r"https?://|www\.", plain)


def is_chart(chart: str) -> None:
    """A chart of which every line is one of ours."""
    head, *lines = chart.splitlines()
    assert head == "gantt"
    line = re.compile(
        r"  (?:dateFormat YYYY-MM-DD|axisFormat %d %b|todayMarker off|section [^:;#,\"`<>%]+"
        r"|[^:;#,\"`<>]+ :(?:[a-z]+, )*[a-z0-9]+, \d{4}-\d\d-\d\d, (?:\d{4}-\d\d-\d\d|0d))"
    )
    for one in lines:
        assert line.fullmatch(one), one


def is_excel(written: Written) -> None:
    """A workbook of texts and numbers: no formula but our own, no link."""
    assert isinstance(written, bytes)
    sound(written)
    for sheet in load_workbook(io.BytesIO(written)):
        assert not acting(sheet.title)
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f", cell.value
            assert not (cell.hyperlink and cell.hyperlink.target)
            assert not acting(str(cell.value))


def is_pptx(written: Written) -> None:
    """Slides of plain texts, without links and actions."""
    assert isinstance(written, bytes)
    assert not [name for name, part in sound(written).items() if b"hlinkClick" in part or b"hlinkMouseOver" in part]
    for slide in Presentation(io.BytesIO(written)).slides:
        for shape in slide.shapes:
            assert not acting(shape.name)
            if shape.has_text_frame:
                assert not acting(shape.text_frame.text, "\n\v")


READERS: dict[str, Callable[[Written], None]] = {
    "text": is_text, "json": is_json, "sarif": is_json, "junit": is_junit, "github": is_github, "gitlab": is_json,
    "azure": is_azure, "rdjson": is_json, "concise": is_concise, "markdown": is_markdown, "csv": is_csv,
    "html": is_html, "excel": is_excel, "pptx": is_pptx,
}  # fmt: skip
"""By format. A format without a reader fails the tests."""
