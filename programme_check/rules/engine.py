"""Runs rules over a context and turns their hits into findings with a place and a level."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from programme_check.findings import (
    Finding,
    Hit,
    Lacking,
    Path,
    Severity,
    Unjudged,
    fingerprint,
    order,
)
from programme_check.rules.context import Context
from programme_check.rules.effect import Effects
from programme_check.rules.families import concerns, dimension_of
from programme_check.rules.registry import catalogue
from programme_check.rules.rule import Rule
from programme_check.rules.waivers import in_force, waive

DATES = frozenset({"start", "finish", "date"})
LEFT_OUT = "the entries that do not fit the schema"
LIVE = "workstreams.*.activities.* with kind: go_live"
NOTHING_TO_COME = "nothing to come, since every go-live is done"
"""What a rule about go-lives that are still ahead lacks once there is none: no field of the file would change that."""


class Outcome(NamedTuple):
    """What a run of the rules gives."""

    findings: list[Finding]
    """The open ones, in report order."""
    unjudged: list[Unjudged]
    judged: set[str]
    """Ids of the rules that found something to judge."""
    crashed: bool
    waived: Sequence[Finding] = ()
    """Those that a waiver covers, in report order."""
    heard: frozenset[str] = frozenset()
    """Ids of the rules that ran and would have spoken: what they do not report is not there."""


def run(ctx: Context, rules: Iterable[Rule], unreported: Iterable[Rule] = ()) -> Outcome:
    """Run the rules: those that judge the plan, those that judge its open findings, those that judge all findings.

    A rule that fails becomes a finding about itself, and the others still run. `unreported`: further rules, whose
    findings the later rounds see and nobody else.
    """
    chosen, aside = list(rules), list(unreported)
    ctx.known = {**catalogue(), **ctx.known, **{rule.id: rule for rule in (*chosen, *aside)}}
    effects, waivers = Effects(ctx), in_force(ctx)
    second = [rule for rule in chosen if rule.second]
    last = [rule for rule in chosen if rule.last] if ctx.programme.waivers else []
    aside = aside if second or last else []
    made = [run_round(ctx, plain(chosen), effects)]
    hidden = [run_round(ctx, plain(aside), effects)]
    ctx.findings = tuple(waive(together(hidden + made), waivers)[0])
    made.append(run_round(ctx, second, effects))
    if last:
        hidden.append(run_round(ctx, [rule for rule in aside if rule.second], effects))
        everything = waive(together(hidden + made), waivers)
        ctx.findings = tuple(sorted([*everything[0], *everything[1]], key=order))
        ctx.heard = heard(ctx, [*chosen, *aside], hidden + made)
        made.append(run_round(ctx, last, effects))
    found, waived = waive(together(made), waivers)
    return Outcome(
        found,
        sorted(item for one in made for item in one.unjudged),
        {id for one in made for id in one.judged},
        any(one.crashed for one in made),
        waived,
        heard(ctx, chosen, made),
    )


def plain(rules: Iterable[Rule]) -> list[Rule]:
    """Those that judge the plan alone."""
    return [rule for rule in rules if not rule.second and not rule.last]


def together(outcomes: Iterable[Outcome]) -> list[Finding]:
    """The findings of several rounds, each once, in report order."""
    seen = {finding.fingerprint: finding for one in outcomes for finding in one.findings}
    return sorted(seen.values(), key=order)


def heard(ctx: Context, rules: Iterable[Rule], outcomes: Sequence[Outcome]) -> frozenset[str]:
    """The rules that would have said so, had there been more to find.

    Not those that lacked data or crashed, nor those that compare with what the caller did not name.
    """
    judged = {id for one in outcomes for id in one.judged}
    silent = {
        item.rule for one in outcomes for item in one.unjudged if item.rule not in judged or LEFT_OUT in item.needs
    }
    silent.update(item.targets[0] for one in outcomes for item in one.findings if item.rule == "CHK005")
    missing = [word for word, given in (("--against", ctx.against), ("--today", ctx.today)) if given is None]
    return frozenset(
        rule.id
        for rule in rules
        if rule.id not in silent and not any(word in rule.doc and word in rule.part("What") for word in missing)
    )


def run_round(ctx: Context, rules: Iterable[Rule], effects: Effects) -> Outcome:
    """Run rules that do not need one another's findings."""
    findings: dict[str, Finding] = {}
    unjudged: list[Unjudged] = []
    judged: set[str] = set()
    crashed = False
    relevant: dict[str, bool] = {}
    for rule in rules:
        family = rule.family
        if family not in relevant:
            relevant[family] = concerns(family, ctx)
        if not (rule.applies(ctx) if rule.applies else relevant[family]):
            continue
        try:
            subjects, hits, lacking = apply(ctx, rule)
        except Exception as fault:  # whatever a rule does wrong, the others still have to speak
            crashed = True
            finding = complete(ctx, catalogue()["CHK005"], crash(rule, fault), effects)
            findings[finding.fingerprint] = finding
            continue
        for hit in hits:
            finding = complete(ctx, rule, hit, effects)
            findings.setdefault(finding.fingerprint, finding)
        if lacking:
            unjudged.append(Unjudged(rule.id, wanting(ctx, [item.field for item in lacking])))
        blank = sum(nothing_there(ctx, rule, hit) for hit in hits)
        if len(hits) > blank or spoken_for(lacking) + blank < subjects:
            judged.add(rule.id)
        elif not subjects and rule.needs:
            unjudged.append(Unjudged(rule.id, wanting(ctx, rule.needs)))
    return Outcome(sorted(findings.values(), key=order), sorted(unjudged), judged, crashed)


def wanting(ctx: Context, fields: Iterable[str]) -> tuple[str, ...]:
    """The fields that would unlock a rule, each once; of a programme that is live, what its go-lives lack is no field."""
    over = bool(ctx.plan.go_lives) and all(live.done for live in ctx.plan.go_lives)
    return tuple(dict.fromkeys(NOTHING_TO_COME if over and one.startswith(LIVE) else one for one in fields))


def apply(ctx: Context, rule: Rule) -> tuple[int, list[Hit], list[Lacking]]:
    """How many subjects a rule has, what it found, and what it could not judge."""
    hits: list[Hit] = []
    lacking: list[Lacking] = []
    subjects = rule.about(ctx)
    if not subjects:
        return 0, hits, lacking
    for found in rule.check(ctx, subjects):
        if isinstance(found, Hit):
            hits.append(found)
        else:
            lacking.append(found)
    if ctx.programme.left_out:
        kept = [hit for hit in hits if not missing(rule, hit)]
        if len(kept) < len(hits):
            lacking.append(Lacking(LEFT_OUT))
        hits = kept
    return len(subjects), hits, lacking


def nothing_there(ctx: Context, rule: Rule, hit: Hit) -> bool:
    """Whether a hit only says, as information, that something is not in the file: that judges nothing."""
    return missing(rule, hit) and level(ctx, rule, hit) is Severity.INFO


def spoken_for(lacking: Sequence[Lacking]) -> float:
    """How many subjects could not be judged; all of them when a lack names none."""
    if any(not item.ids for item in lacking):
        return math.inf
    return len({id for item in lacking for id in item.ids})


def missing(rule: Rule, hit: Hit) -> bool:
    """Whether a hit reports an absence, which a broken entry elsewhere in the file may explain."""
    return rule.absent if hit.absent is None else hit.absent


def level(ctx: Context, rule: Rule, hit: Hit) -> Severity:
    """The level of a hit: that of the settings, its own, the ladder's where the rule climbs one, the rule's."""
    if rule.id in ctx.levels:
        return ctx.levels[rule.id]
    if hit.severity is not None:
        return hit.severity
    if rule.ladder:
        return ctx.ladder(hit.go_live_of or (hit.targets[0] if hit.targets else None))
    return rule.severity


def complete(ctx: Context, rule: Rule, hit: Hit, effects: Effects) -> Finding:
    """A finding: the hit with its place in the file, its level and its identity."""
    import datetime

    impact = hit.impact
    effect, unknown = effects.of(hit)
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=level(ctx, rule, hit),
        title=hit.title or rule.title,
        message=hit.message,
        why=hit.why or rule.part("Why"),
        fix=hit.fix,
        targets=hit.targets,
        location=hit.place or ctx.document.locate(entity(ctx, hit.at)),
        related=tuple((ctx.document.locate(entity(ctx, note.path)), note.message) for note in hit.related),
        dimension=rule.dimension or dimension_of(rule.id),
        fingerprint=fingerprint(rule.id, hit.targets),
        gap_days=hit.gap_days,
        impact_date=datetime.date.fromordinal(impact).isoformat() if impact is not None else None,
        days_of_warning=impact - ctx.as_of if impact is not None else None,
        absent=missing(rule, hit),
        effect_days=effect,
        effect_unknown=unknown,
    )


def entity(ctx: Context, at: Path) -> Path:
    """Where a finding points: at the activity or gate itself where the hit names one of its dates.

    The line with the id and the name tells a reader what it is about; the message says which date is meant.
    """
    if len(at) > 1 and at[-1] in DATES and at[-2] in ctx.programme.work:
        return at[:-1]
    return at


def crash(rule: Rule, fault: Exception) -> Hit:
    """The finding about a rule that failed."""
    return Hit(
        message=f"Rule {rule.id} ({rule.name}) stopped with {type(fault).__name__}, so what it looks for was not checked.",
        fix=f"Report this fault with the file, or leave the rule out with `--ignore {rule.id}`.",
        at=(),
        targets=(rule.id,),
    )
