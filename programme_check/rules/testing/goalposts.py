"""What has become easier to reach since an earlier revision of the file: criteria, thresholds, severity definitions."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from programme_check.model import Activity, Criterion, Gate, GateCriterion
from programme_check.rules.context import Context
from programme_check.rules.shared.thresholds import looser, number, threshold
from programme_check.schedule import Plan

NAMES = frozenset({"TST004", "test-criteria-missing-or-moved"})


def loosened(now: Mapping[str, Criterion], before: Mapping[str, Criterion]) -> Iterator[str]:
    """The criteria that were taken out or ask for less, each in words. A criterion under a new id is known by its text."""
    texts = {criterion.text: criterion for criterion in now.values() if criterion.text is not None}
    for id, old in before.items():
        new = now.get(id) or texts.get(old.text or "")
        if new is None:
            yield f"`{id}` was taken out"
            continue
        asked, asks = threshold(old.threshold), threshold(new.threshold)
        if asked is not None and new.threshold is None:
            yield f"`{id}` lost its threshold {old.threshold}"
        elif asked is not None and (looser(asks, asked) if asks is not None else number(new.threshold) is None):
            yield f"`{id}` went from {old.threshold} to {new.threshold}"
        elif isinstance(old, GateCriterion) and isinstance(new, GateCriterion) and old.mandatory and not new.mandatory:
            yield f"`{id}` is no longer mandatory"


def redefined(now: Mapping[str, str], before: Mapping[str, str]) -> Iterator[str]:
    """The severities that mean something else now, or nothing, each in words."""
    for severity, meaning in before.items():
        if severity not in now:
            yield f"the definition of {severity} was taken out"
        elif plain(now[severity]) != plain(meaning):
            yield f"{severity} was “{meaning}” and is “{now[severity]}”"


def plain(text: str) -> str:
    """A text without what a tidy hand changes: case, blanks and the full stop."""
    return " ".join(text.lower().split()).rstrip(".")


class Since:
    """This revision against an earlier one."""

    def __init__(self, ctx: Context, earlier: Plan) -> None:
        self.ctx = ctx
        self.earlier = earlier

    def _start(self, id: str) -> int | None:
        """The start of a test in either revision, whichever comes first: a start that moved hides nothing."""
        starts = [plan.start(id) for plan in (self.ctx.plan, self.earlier) if id in plan.programme.work]
        return min((start for start in starts if start is not None), default=None)

    def started(self, id: str) -> bool:
        """Whether a test has started by the status date."""
        start = self._start(id)
        return start is not None and start <= self.ctx.as_of

    def all_after_start(self, id: str) -> bool:
        """Whether a test had started by the status date of the earlier revision, so that all changes came after."""
        start = self._start(id)
        return start is not None and start <= self.earlier.as_of

    def allowed(self, id: str, exceptions: Sequence[str] = ()) -> bool:
        """Whether a decision that was made lets the criteria of a test or gate be loosened."""
        before = self.earlier.programme.decisions
        for decision in self.ctx.programme.decisions.values():
            if decision.status != "made":
                continue
            if NAMES & set(decision.permits):
                if id in decision.blocks or decision.id in exceptions:
                    return True
            elif decision.id in exceptions and not decision.permits:
                known = before.get(decision.id)
                if known is None or known.status != "made":
                    return True
        return False

    def of_test(self, test: Activity) -> list[str]:
        """What became easier about a test that has started, where no decision allows it."""
        before = self.earlier.programme.activities.get(test.id)
        if before is None or not self.started(test.id) or self.allowed(test.id, test.exceptions):
            return []
        return [
            *loosened(test.exit_criteria, before.exit_criteria),
            *redefined(test.severity_definitions, before.severity_definitions),
        ]

    def of_gate(self, gate: Gate, tests: Collection[str]) -> list[str]:
        """What became easier about those criteria of a gate that rest on some tests, where no decision allows it."""
        before = self.earlier.programme.gates.get(gate.id)
        if before is None or self.allowed(gate.id):
            return []
        held = {id: one for id, one in before.criteria.items() if any(test in tests for test in one.evidence)}
        return list(loosened(gate.criteria, held))
