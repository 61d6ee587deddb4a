"""The ways in: one file, or a programme with all the files it includes."""

import os

from programme_check.document.document import Document
from programme_check.document.files import NotRead, read_file, shown
from programme_check.document.include import Includes
from programme_check.document.merge import Merged
from programme_check.document.positions import LIMITS, Limits
from programme_check.document.reader import parse
from programme_check.findings import Problem

Read = tuple[Document | None, list[Problem]]


def read(data: bytes, name: str, *, limits: Limits = LIMITS) -> Read:
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


def load(
    path: str | os.PathLike[str], *, stdin: bytes | None = None, stdin_name: str | None = None, limits: Limits = LIMITS
) -> Read:
    """Read a programme: a file, or `-` for `stdin`, with all that it includes merged in.

    `stdin_name` is what to call standard input; the paths it includes are relative to the folder of that name. Nothing
    raises: a file that cannot be used, or one it includes, gives problems and no document.
    """
    name = os.fspath(path)
    given: bytes | NotRead
    if name == "-":
        given, name = stdin or b"", stdin_name or "-"
    else:
        given = read_file(name, limits)
    if isinstance(given, NotRead):
        return None, [Problem(shown(name), 1, 1, "", *given)]
    includes = Includes(limits)
    main = includes.read(given, name, shown(name))
    merged = Merged(main)
    if not any(source.faults for source in includes.sources):
        for source in includes.sources[1:]:
            merged.add(source)
    problems = [problem for source in includes.sources for problem in source.problems()]
    if problems:
        return None, problems
    document = Document(merged.data, merged.mirror, includes.sources)
    document.soft, document.hidden = merged.soft, merged.hidden
    return document, []
