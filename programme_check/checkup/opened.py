"""One programme opened for a question: what every command but `check` begins with."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from programme_check.checkup.options import Options, ordinal
from programme_check.findings import Problem

if TYPE_CHECKING:
    from programme_check.checkup.judging import Judging
    from programme_check.document import Document
    from programme_check.model import Programme
    from programme_check.rules.context import Context
    from programme_check.schedule import Plan
    from programme_check.settings import Settings


class Opened(NamedTuple):
    """A programme that can be asked."""

    document: "Document"
    programme: "Programme"
    plan: "Plan"
    settings: "Settings"
    """Those of the nearest settings file, or the defaults."""
    judge: "Judging | None" = None
    """The rules by these settings, with their levels and limits; the catalogue as it stands when None."""

    def context(self, plan: "Plan | None" = None) -> "Context":
        """The programme as the rules see it; with the dates of another plan of it, where one is given."""
        from programme_check.rules.context import Context

        plan = plan or self.plan
        context = Context(self.document, plan.programme, plan, self.settings)
        if self.judge is not None:
            self.judge.prepare(context)
        return context


def opened(
    name: str, *, as_of: str | None = None, stdin: bytes | None = None, stdin_name: str | None = None
) -> tuple[Opened | None, list[Problem]]:
    """Read a file, or `-` for `stdin`, and lay out its plan as of its status date or of `as_of` (ISO).

    A file that cannot be used gives problems and nothing to ask. One that fits the schema but in part gives both: what
    does not fit is left out of the plan. Raises BadDate for an impossible `as_of`.
    """
    from programme_check.checkup.judging import judging
    from programme_check.checkup.settings_file import find
    from programme_check.document import load
    from programme_check.model import build
    from programme_check.rules.not_applicable import in_file_order, name_rules
    from programme_check.schedule import Plan
    from programme_check.schedule.rows import catalogue as table

    judge, problems = judging(Options(), find(Path(stdin_name or name if name == "-" else name).parent))
    if judge is None:
        return None, problems
    document, problems = load(name, stdin=stdin, stdin_name=stdin_name) if name == "-" else load(name)
    if document is None:
        return None, problems
    programme, faults = build(document)
    if programme is None:
        return None, problems + faults
    problems += in_file_order(faults + name_rules(programme, document, judge.every.values()), document)
    rows = (*table(), *judge.rows) if judge.rows else None
    plan = Plan(programme, judge.settings, as_of=ordinal(as_of), rows=rows)
    return Opened(document, programme, plan, judge.settings, judge), problems
