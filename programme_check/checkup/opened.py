"""One programme opened for a question: what every command but `check` begins with."""

from typing import TYPE_CHECKING, NamedTuple

from programme_check.checkup.options import ordinal
from programme_check.findings import Problem

if TYPE_CHECKING:
    from programme_check.document import Document
    from programme_check.model import Programme
    from programme_check.schedule import Plan


class Opened(NamedTuple):
    """A programme that can be asked."""

    document: "Document"
    programme: "Programme"
    plan: "Plan"


def opened(
    name: str, *, as_of: str | None = None, stdin: bytes | None = None, stdin_name: str | None = None
) -> tuple[Opened | None, list[Problem]]:
    """Read a file, or `-` for `stdin`, and lay out its plan as of its status date or of `as_of` (ISO).

    A file that cannot be used gives problems and nothing to ask. One that fits the schema but in part gives both: what
    does not fit is left out of the plan. Raises BadDate for an impossible `as_of`.
    """
    from programme_check.document import load
    from programme_check.model import build
    from programme_check.rules.not_applicable import in_file_order, name_rules
    from programme_check.schedule import Plan
    from programme_check.settings import Settings

    document, problems = load(name, stdin=stdin, stdin_name=stdin_name) if name == "-" else load(name)
    if document is None:
        return None, problems
    programme, faults = build(document)
    if programme is None:
        return None, problems + faults
    problems += in_file_order(faults + name_rules(programme, document), document)
    return Opened(document, programme, Plan(programme, Settings(), as_of=ordinal(as_of))), problems
