"""Reading in tests: either a document or one problem."""

from programme_check.document import Document, read
from programme_check.findings import Problem


def good(text: str | bytes) -> Document:
    """The document of a text without faults."""
    document, problems = read(text.encode() if isinstance(text, str) else text, "plan.yaml")
    assert document is not None, problems
    assert not problems
    return document


def refused(text: str | bytes) -> Problem:
    """The one problem of a text that is refused."""
    document, problems = read(text.encode() if isinstance(text, str) else text, "plan.yaml")
    assert document is None
    (problem,) = problems
    assert problem.file == "plan.yaml"
    assert problem.message.isprintable()
    return problem
