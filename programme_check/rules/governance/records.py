"""Governance: is a decision framed so that it can be taken, and recorded so that it stands?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Decision
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule

OPEN_FIELDS = (
    ("owner", "an owner"),
    ("forum", "a forum"),
    ("recommendation", "a recommendation"),
    ("needed_by", "the day it is needed by"),
    ("blocks", "the list of what it blocks"),
)
MADE_FIELDS = (("decided_on", "its date"), ("outcome", "its outcome"), ("decided_by", "who made it"))


@rule(
    "GOV005",
    "decision-record-incomplete",
    title="A decision is not framed so it can be taken",
    severity=Severity.WARNING,
    absent=True,
    about=lambda ctx: [decision for decision in ctx.programme.decisions.values() if decision.status != "withdrawn"],
    needs=("decisions",),
)
def decision_record_incomplete(ctx: Context, decisions: Sequence[Decision]) -> Iterator[Hit | Lacking]:
    """The record of a decision lacks what a forum needs to take it, or to stand by it.

    What: An open decision lacks owner, forum, two or more options, recommendation, the day it is needed by or what it
        blocks; a decision that was made lacks its date, its outcome or who made it.
    Why: Committees put off what is not framed, and argue again about what is not recorded.
    Fix: Fill in the fields that the finding names.
    Wrong:
        decisions: {d-scope: {title: Union agreements in first release}}
    Right:
        decisions: {d-scope: {title: Union agreements in first release, status: made, decided_on: 2027-01-12, outcome: defer, decided_by: steering}}
        forums: {steering: {name: Steering committee, kind: steering}}
    Source: Practitioner pages on decision logs (weak); that all fields are needed is judgement.
    """
    for decision in decisions:
        fields = MADE_FIELDS if decision.status == "made" else OPEN_FIELDS
        lacks = [words for field, words in fields if not getattr(decision, field)]
        if decision.status != "made" and len(decision.options) < 2:
            lacks.insert(0, "two options to choose from")
        if lacks:
            state = "is made and" if decision.status == "made" else f"is {decision.status} and"
            yield Hit(
                title="The record of a decision is incomplete" if decision.status == "made" else None,
                message=f"{decision.title} ({decision.id}) {state} lacks {listing(lacks, 6)}.",
                fix=f"Add the missing fields to `decisions.{decision.id}`.",
                at=decision.path,
                targets=(decision.id,),
            )
