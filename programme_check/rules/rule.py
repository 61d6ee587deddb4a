"""What a rule is: a decorated generator with an id, a name and a docstring in headed parts.

    @rule("PAY001", "payroll-cutover-before-parallel-ends", title="Payroll cutover starts before parallel runs end",
          severity=Severity.ERROR, about=lambda ctx: ctx.plan.of_kind("payroll_cutover"), needs=("... kind: payroll_cutover",))
    def payroll_cutover_before_parallel_ends(ctx, cutovers):
        '''A payroll cutover starts before the parallel runs of the same people have ended.

        What: ...
        Why: ...
        Fix: ...
        Wrong:
            workstreams: ...
        Right:
            workstreams: ...
        Source: ...
        '''
        yield Hit(...)

The docstring is the one source of `explain`, of the catalogue and of every report. The decorator refuses a rule without
one of its parts when the module is imported, so that no rule ships half described.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from programme_check.findings import Hit, Lacking, Severity

if TYPE_CHECKING:
    from programme_check.rules.context import Context

Check = Callable[["Context", Any], Iterator[Hit | Lacking]]
About = Callable[["Context"], Sequence[Any]]

PARTS = ("What", "Why", "Fix", "Wrong", "Right", "Source")
OPTIONAL_PARTS = ("Levels", "Later")
TITLE_LENGTH = 52
"""Longest title, so that a finding's first line fits a terminal of 80 columns (reports.md)."""


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The numbers a rule may be tuned by: defaults here, a docstring with the source under each field."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the catalogue."""

    id: str
    name: str
    title: str
    severity: Severity
    """The level of a hit that names none; with `ladder` the level when no go-live is dated is information."""
    ladder: bool
    """Whether a hit without a level climbs from info to error as go-live comes nearer."""
    absent: bool
    """Whether the rule reports what the file does not hold, rather than a contradiction in what it holds."""
    needs: tuple[str, ...]
    """The fields without which there is nothing to judge."""
    about: About
    applies: "Callable[[Context], bool] | None"
    """Whether the rule concerns this programme at all; its family decides when None."""
    limits: Limits | None
    check: Check
    doc: str
    dimension: str = ""
    """The line of the status table it counts under; its family's when empty."""
    second: bool = False
    """Whether it judges the findings of the other rules, and so runs after them (`Context.findings`)."""
    last: bool = False
    """Whether it judges what became of all findings, the waived ones too, and so runs when they are known."""

    @property
    def family(self) -> str:
        """The three letters that begin the id: `PAY`."""
        return self.id[:3]

    def part(self, heading: str) -> str:
        """The text under a heading of the docstring, without indentation; empty when it has no such part."""
        return parts_of(self.doc).get(heading, "")


@cache
def parts_of(doc: str) -> dict[str, str]:
    """The headed parts of a rule's docstring; the summary line stands under the empty heading."""
    import inspect

    found: dict[str, list[str]] = {"": []}
    heading = ""
    for line in inspect.cleandoc(doc).splitlines():
        word, colon, rest = line.partition(":")
        if colon and word in PARTS + OPTIONAL_PARTS:
            heading = word
            found[heading] = [rest.strip()] if rest.strip() else []
        else:
            found[heading].append(line)
    return {key: tidy(key, lines) for key, lines in found.items()}


def tidy(heading: str, lines: list[str]) -> str:
    """Examples keep their lines; prose is one line of text."""
    if heading in {"Wrong", "Right"}:
        import textwrap

        return textwrap.dedent("\n".join(lines)).strip("\n") + "\n"
    return " ".join(line.strip() for line in lines if line.strip())


class Registry:
    """The rules that have been declared, by id."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}
        self.names: dict[str, str] = {}

    def add(self, new: Rule) -> None:
        """Take a rule in; a second use of an id or a name is an error of the programmer."""
        if new.id in self.rules or new.name in self.names:
            raise ValueError(f"rule {new.id} ({new.name}) is declared twice")
        self.rules[new.id] = new
        self.names[new.name] = new.id


DECLARED = Registry()


def rule(
    id: str,
    name: str,
    *,
    title: str,
    severity: Severity,
    about: About,
    needs: tuple[str, ...] = (),
    ladder: bool = False,
    absent: bool = False,
    applies: "Callable[[Context], bool] | None" = None,
    limits: type[Limits] | None = None,
    second: bool = False,
    last: bool = False,
    registry: Registry = DECLARED,
) -> Callable[[Check], Check]:
    """Declare the function below as a rule.

    Raises ValueError when the docstring lacks a part, the title is too long, or the id or name is taken.
    """

    def declare(check: Check) -> Check:
        doc = check.__doc__ or ""
        missing = [part for part in PARTS if f"\n    {part}:" not in doc]
        if missing or not doc.strip():
            raise ValueError(f"rule {id} does not say: {', '.join(missing)}")
        if len(title) > TITLE_LENGTH:
            raise ValueError(f"rule {id} has a title of {len(title)} characters; {TITLE_LENGTH} fit a terminal")
        registry.add(
            Rule(
                id=id,
                name=name,
                title=title,
                severity=severity,
                ladder=ladder,
                absent=absent or ladder,
                needs=needs,
                about=about,
                applies=applies,
                limits=limits() if limits else None,
                check=check,
                doc=doc,
                second=second,
                last=last,
            )
        )
        return check

    return declare
