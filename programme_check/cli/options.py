"""Options that several commands share, in one wording."""

from typing import Annotated

import typer

File = Annotated[str, typer.Argument(metavar="FILE", help="A programme file, or - for standard input.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As of this day, not the file's status date.")
]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the answer to a file.")]
Color = Annotated[
    str, typer.Option("--color", metavar="auto|always|never", help="Whether to use colour; auto means on a terminal.")
]
Width = Annotated[
    int | None, typer.Option("--width", min=40, metavar="COLUMNS", help="The terminal's width when left out.")
]
Ascii = Annotated[bool, typer.Option("--ascii", help="Use no signs beyond ASCII.")]
StdinName = Annotated[
    str | None, typer.Option("--stdin-name", metavar="FILE", help="What to call standard input in the answer.")
]
ReportStdinName = Annotated[
    str | None, typer.Option("--stdin-name", metavar="FILE", help="What to call standard input in the report.")
]
AnswerFormat = Annotated[str, typer.Option("--format", metavar="text|json|markdown", help="How to write the answer.")]
Packs = Annotated[
    list[str] | None, typer.Option("--pack", metavar="FILE", help="A pack of further rules. Repeat it for more.")
]
