"""`programme-check decisions`: which decisions can wait, until when, and what waiting costs."""

from programme_check.cli import words
from programme_check.cli.files import refuse_to_overwrite
from programme_check.cli.one import open_one
from programme_check.cli.options import AnswerFormat, Ascii, AsOf, Color, File, Output, StdinName, Width
from programme_check.cli.screen import screen
from programme_check.cli.status import Answer

FORMATS = ("text", "json", "markdown")


def decisions(
    file: File,
    *,
    format: AnswerFormat = "text",
    as_of: AsOf = None,
    output: Output = None,
    color: Color = "auto",
    width: Width = None,
    ascii: Ascii = False,
    stdin_name: StdinName = None,
) -> Answer:
    """Say which decisions can wait, until when, and what waiting costs.

    The one whose four weeks of waiting cost most comes first.

    \b
    Examples:
      programme-check decisions programme.yaml
      programme-check decisions programme.yaml --format markdown -o decisions.md
    """
    form = words.one_of(format, FORMATS, "--format")
    target = None if output in {None, "-"} else output
    refuse_to_overwrite([file], target)
    shown = screen(width=width, color=color, ascii=ascii, to_file=target is not None)
    found = open_one(file, as_of=as_of, stdin_name=stdin_name)
    from programme_check import whatif

    name, plan = found.document.files[0], found.plan
    answer = whatif.decisions(plan)
    if form == "json":
        from programme_check.reports.whatif import json

        title = plan.programme.programme.name
        return Answer(json.answer(name, title, json.decisions(answer)), file=target, machine=True)
    if form == "markdown":
        from programme_check.reports.whatif import markdown

        return Answer(markdown.decisions(name, plan, answer), file=target, machine=True)
    from programme_check.reports.terminal import decisions as report

    return Answer(report.render(name, plan, answer, **shown._asdict()), file=target)
