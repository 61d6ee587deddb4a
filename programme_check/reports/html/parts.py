"""Small pieces of HTML that every section uses: states, days, places. The only markup that is not in a template."""

from markupsafe import Markup

from programme_check.findings import Location
from programme_check.reports.escape import clean, visible, xml_text
from programme_check.reports.html.axis import iso, short
from programme_check.reports.labels import LEVEL_STATUS, WORDS
from programme_check.reports.terminal.palette import SIGNS
from programme_check.verdict import Status
from programme_check.words import day

LONGEST = 2000
"""Characters of a sentence; only a name without end makes a longer one."""


def shown(value: object) -> object:
    """Whatever a template writes, before it is escaped: one sanitiser in front of everything but our own markup."""
    if isinstance(value, Markup):
        return value
    return xml_text(visible(str(value)))


def pill(status: Status, text: str = "", kind: str = "") -> Markup:
    """A state by sign, word and colour; `text` in the place of the word."""
    look = f"{status.value.replace('_', '-')} {kind}".strip()
    return Markup('<span class="pill {}"><span aria-hidden="true">{}</span> {}</span>').format(
        look, SIGNS[status], shown(text) if text else WORDS[status]
    )


def level(word: str) -> Markup:
    """A level as a pill."""
    return pill(LEVEL_STATUS[word], word.capitalize())


def full(on: int | None, without: str = "") -> Markup:
    """A day as `22 Mar 2027`."""
    return stamped(on, day(on), without) if on is not None else Markup("{}").format(without)


def stamped(on: int, text: str, without: str = "") -> Markup:
    """A day under a text."""
    return Markup('<time datetime="{}">{}</time>').format(iso(on), text or without)


class Days:
    """Days as short as the status date allows."""

    def __init__(self, as_of: int) -> None:
        self.as_of = as_of

    def __call__(self, on: int | None, without: str = "") -> Markup:
        """`22 Mar`, or `22 Mar 2029` where the year is not plain."""
        return stamped(on, short(on, self.as_of)) if on is not None else Markup("{}").format(without)


def place(where: Location) -> Markup:
    """`file:line`, as code; without its folders, since the report names the file in full."""
    return Markup("<code>{}:{}</code>").format(clean(where.file.replace("\\", "/").rsplit("/", 1)[-1]), where.line)


def line(where: Location, main: str) -> str:
    """`line 7` of the file that the report names, or `file:7` of another."""
    name = clean(where.file.replace("\\", "/").rsplit("/", 1)[-1], 40)
    return f"line {where.line}" if where.file == main else f"{name}:{where.line}"


def coded(text: str) -> Markup:
    """A sentence with what stands between backticks as code. What is cut off within code ends as code."""
    parts = str(shown(text)).split("`")
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(part) if number % 2 and part else part for number, part in enumerate(parts))
