"""What the rules find in the earlier revision of a file, where one was named to compare with."""

from collections.abc import Iterable

from programme_check.findings import Severity, fingerprint
from programme_check.rules.context import Context


def errors_before(ctx: Context, rules: Iterable[str]) -> frozenset[str] | None:
    """The fingerprints of the errors that these rules find in the earlier revision; None without one.

    Waivers do not count: what was accepted then was known then. A rule that stops on the old file tells nothing of it.
    """
    from programme_check.rules.engine import apply, level
    from programme_check.rules.families import concerns

    before = ctx.before
    if before is None:
        return None
    found: set[str] = set()
    for id in sorted(set(rules)):
        rule = ctx.known[id]
        if not (rule.applies(before) if rule.applies else concerns(rule.family, before)):
            continue
        try:
            hits = apply(before, rule)[1]
        except Exception:  # whatever a rule does wrong, the others still have to speak
            hits = []
        found.update(fingerprint(id, hit.targets) for hit in hits if level(before, rule, hit) is Severity.ERROR)
    return frozenset(found)
