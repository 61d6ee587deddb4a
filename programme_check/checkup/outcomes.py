"""The first question, outcome by outcome."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Finding, Severity
from programme_check.verdict import PLAN_DIMENSIONS, OutcomeLine

if TYPE_CHECKING:
    from programme_check.model import Programme


def outcome_lines(programme: "Programme", findings: Sequence[Finding]) -> tuple[OutcomeLine, ...]:
    """Outcome by outcome: delivered by what, by when, threatened by which open error or warning.

    By the findings that colour the first question, so that colour and answer agree: what dates and resources say is the
    second one's, and what the check says of the file threatens nothing.
    """
    touching: dict[str, list[str]] = {}
    for finding in findings:
        if finding.severity > Severity.INFO and finding.dimension not in {"", *PLAN_DIMENSIONS}:
            for target in finding.targets:
                touching.setdefault(target, []).append(finding.rule)
    lines = []
    for _, outcome in sorted(programme.outcomes.items()):
        enablers = [*outcome.delivered_by]
        for capability in outcome.capabilities.values():
            enablers += capability.delivered_by
        parts = {outcome.id, *enablers}
        for enabler in enablers:
            stream = programme.workstreams.get(enabler)
            parts.update(stream.activities if stream is not None else ())
        threats = sorted({rule for part in parts for rule in touching.get(part, ())})
        by = outcome.measure.by.day if outcome.measure and outcome.measure.by else None
        lines.append(
            OutcomeLine(
                id=outcome.id,
                name=outcome.name or outcome.id,
                by=by,
                delivered_by=tuple(dict.fromkeys(enablers)),
                threatened_by=tuple(threats),
            )
        )
    return tuple(lines)
