"""The check itself: texts that hide something, rules that could not finish, files that rules cannot see into."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context
from programme_check.rules.rule import Limits, rule


@rule(
    "CHK004",
    "hidden-characters",
    title="A text holds characters that nobody can see",
    severity=Severity.ERROR,
    about=lambda ctx: ctx.document.hidden,
)
def hidden_characters(ctx: Context, hidden: Sequence[tuple[int, str]]) -> Iterator[Hit | Lacking]:
    """A name or another text holds control characters, or characters that turn the direction of writing.

    What: A key or a value of the file holds control characters, line separators, or invisible formatting characters such
        as those that reverse the direction of writing. Joiners inside words are allowed.
    Why: Such a text looks different from what it is, in a terminal, a pull request or a report. Somebody may have meant it to.
    Fix: Type the text anew.
    Wrong:
        outcomes: {pay: {name: "One\\u202e payroll"}}
    Right:
        outcomes: {pay: {name: One payroll}}
    Source: Unicode Technical Report 36 (security considerations); this tool draws every such character visibly.
    """
    for position, shown in hidden:
        place = ctx.document.place(position)
        yield Hit(
            message=f"This text holds hidden characters, shown here with a backslash: {shown[:80]}.",
            fix="Delete the text and type it anew.",
            at=(),
            place=place,
            targets=(shown[:80],),
        )


@rule(
    "CHK005",
    "rule-crashed",
    title="A rule could not finish",
    severity=Severity.ERROR,
    about=lambda ctx: (),
)
def rule_crashed(ctx: Context, subjects: Sequence[object]) -> Iterator[Hit | Lacking]:
    """A rule stopped with a fault of its own.

    What: A rule raised an exception, so that what it looks for was not checked. The other rules still ran. The exit status
        is 3.
    Why: A check that did not run is not a check that passed.
    Fix: Report the fault with the file, or leave the rule out with `--ignore`.
    Wrong:
        {}
    Right:
        {}
    Source: The engine itself reports this; no file can cause it on purpose.
    """
    yield from ()


class OtherLimits(Limits, frozen=True):
    """How much of a plan may be of no particular kind."""

    share: float = 20
    """Percent of the activities that may be of kind `other`. Judgement."""


@rule(
    "CHK006",
    "too-many-other-kinds",
    title="Rules are blind to much of this plan",
    severity=Severity.INFO,
    about=lambda ctx: [activity for activity in ctx.programme.activities.values() if activity.status != "cancelled"],
    limits=OtherLimits,
)
def too_many_other_kinds(ctx: Context, activities: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """Many activities are of kind `other`, of which no rule knows what to expect.

    What: More than 20 percent of the activities that are not cancelled are of kind `other`.
    Why: Most rules go by the kind of work. What is of kind `other` is scheduled, and judged by nothing else.
    Fix: Give the activities the kinds they have; `programme-check schema` lists them all.
    Wrong:
        workstreams: {pay: {name: Payroll, kind: other, activities: {a: {name: Work, kind: other, start: 2027-02-01, finish: 2027-02-05}}}}
    Right:
        workstreams: {pay: {name: Payroll, kind: other, activities: {a: {name: Work, kind: configuration, start: 2027-02-01, finish: 2027-02-05}}}}
    Source: Judgement.
    """
    others = sum(activity.kind == "other" for activity in activities)
    if 100 * others > ctx.limits(OtherLimits).share * len(activities):
        yield Hit(
            message=f"{others} of {len(activities)} activities ({100 * others / len(activities):.0f} %) are of kind `other`.",
            fix="Give them the kinds of work they are: rules go by `kind`.",
            at=("workstreams",),
        )
