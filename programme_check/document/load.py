"""Reading one file."""

from programme_check.document.document import Document
from programme_check.document.positions import LIMITS, Limits
from programme_check.document.reader import parse
from programme_check.findings import Problem


def read(data: bytes, name: str, *, limits: Limits = LIMITS) -> tuple[Document | None, list[Problem]]:
    """Read one file of YAML that includes no others.

    Whatever the bytes are, no exception: what keeps the file from being used comes back as problems, in file order,
    and the document is then None.
    """
    source = parse(data, name, 0, limits)
    if source.faults:
        return None, source.problems()
    document = Document(source.data, source.mirror, [source])
    document.soft, document.hidden = source.soft, source.hidden
    return document, []
