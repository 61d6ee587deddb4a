"""Risks: does somebody answer for each, and with what?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Risk
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import Limits, rule


class ExposureLimits(Limits, frozen=True):
    """When the exposure to a risk is high."""

    probability: float = 50
    """Percent from which, with a high impact, the exposure is high. Judgement."""


@rule(
    "RSK001",
    "risk-without-owner-or-response",
    title="An open risk has no owner or response",
    severity=Severity.WARNING,
    absent=True,
    about=lambda ctx: [risk for risk in ctx.programme.risks.values() if risk.status == "open"],
    needs=("risks",),
    limits=ExposureLimits,
)
def risk_without_owner_or_response(ctx: Context, risks: Sequence[Risk]) -> Iterator[Hit | Lacking]:
    """An open risk that nobody owns, or that nobody does anything about.

    What: An open risk has no owner, no response, no action or no date for the action; for high exposure (probability 50
        percent or more and impact high) it needs a contingency too.
    Levels: a warning; an error where the exposure is high.
    Why: A risk in the register that nobody acts on is still going to happen. The register only makes it look looked after.
    Fix: Add `owner`, `response`, `action` and `action_due` to the risk, and `contingency` where the exposure is high.
    Wrong:
        risks:
          net-pay: {title: Net pay does not match, status: open, probability: 40, impact: high}
    Right:
        risks:
          net-pay:
            {title: Net pay does not match, status: open, owner: payroll lead, probability: 40, impact: high,
             response: reduce, action: third parallel run, action_due: 2027-02-15}
    Source: Practitioner guidance on registers (a named individual for each risk); a weak source, so the list is judgement.
    """
    limits = ctx.limits(ExposureLimits)
    for risk in risks:
        lacks = [
            words
            for field, words in (
                ("owner", "owner"),
                ("response", "response"),
                ("action", "action"),
                ("action_due", "date for the action"),
            )
            if not getattr(risk, field)
        ]
        high = (risk.probability or 0) >= limits.probability and risk.impact == "high"
        if high and not risk.contingency:
            lacks.append("contingency, which a high exposure needs")
        if lacks:
            yield Hit(
                message=f"Risk {risk.title} ({risk.id}) is open and has no {listing(lacks, 5)}.",
                fix=f"Add the missing fields to `risks.{risk.id}`, or set its `status` to closed.",
                at=risk.path,
                targets=(risk.id,),
                severity=Severity.ERROR if high else Severity.WARNING,
            )
