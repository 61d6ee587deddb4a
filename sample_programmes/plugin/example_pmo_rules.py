"""Rules of an invented programme office, as an example of a plugin. Importing the module declares them."""

from collections.abc import Iterator

from programme_check.rules.api import Context, Hit, Lacking, Limits, Severity, count, rule


class ReviewLimits(Limits):
    """When a workstream is too large for one lead."""

    activities: int = 3
    """Open activities that one lead can follow. Example handbook, chapter 2."""


@rule(
    "XMP001",
    "workstream-too-large-for-one-lead",
    title="A workstream is too large for one lead",
    severity=Severity.WARNING,
    limits=ReviewLimits,
    about=lambda ctx: list(ctx.programme.workstreams.values()),
    needs=("workstreams",),
)
def workstream_too_large_for_one_lead(ctx: Context, streams: list) -> Iterator[Hit | Lacking]:
    """One person leads more open activities than anybody can follow.

    What: A workstream with a lead has more open activities than `activities`.
    Why: What nobody looks at for weeks is late without anybody knowing.
    Fix: Split the workstream, or name a second lead for a part of it.
    Wrong:
        workstreams:
          build:
            name: Build
            kind: configuration
            lead: dana
            activities:
              pay: {name: Pay elements, kind: configuration}
              time: {name: Time rules, kind: configuration}
              leave: {name: Leave rules, kind: configuration}
              forms: {name: Forms, kind: configuration}
    Right:
        workstreams:
          build:
            name: Build
            kind: configuration
            lead: dana
            activities:
              pay: {name: Pay elements, kind: configuration}
    Source: Example handbook of an invented programme office, chapter 2; judgement.
    """
    most = ctx.limits(ReviewLimits).activities
    for stream in streams:
        unfinished = [id for id in stream.activities if not ctx.plan.dates(id).complete]
        if stream.lead is None:
            yield Lacking("workstreams.*.lead", (stream.id,))
        elif len(unfinished) > most:
            yield Hit(
                message=f"{stream.name} ({stream.id}) has {count(len(unfinished), 'open activity', 'open activities')} "
                f"and one lead, {stream.lead}; {most} are expected at most.",
                fix=f"Split {stream.id}, or name a second lead for a part of it.",
                at=stream.path,
                targets=(stream.id,),
            )
