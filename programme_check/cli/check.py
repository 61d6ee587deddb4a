"""`programme-check check`: the main job."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from programme_check.cli import words
from programme_check.cli.screen import screen
from programme_check.cli.status import USAGE, Answer, Stop

if TYPE_CHECKING:
    pass

FORMATS = ("text", "json")
LEVELS = ("error", "warning", "info", "never")
DEFAULT = "programme.yaml"


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Programme files; a folder means every programme file below it; - means standard input. "
            "programme.yaml in this folder when left out.",
        ),
    ] = None,
    *,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to write the report.")] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="RULE", help="Run these rules only: ids, names or families. Repeat it or use commas."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULE", help="Leave these rules out, in the same words.")
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", metavar="error|warning|info|never", help="The level from which the exit status is 1."
        ),
    ] = "error",
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="Judge as of this day, such as 2027-03-22, not the file's status date."
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="FILE", help="An earlier revision of the file: report goalposts that moved."),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="DATE", help="Today's date, such as 2027-03-22: report what has grown stale."),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Findings that were known before: only new ones fail the check."
        ),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found into the file of --baseline.")
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to a file.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The verdict and the errors only.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Every finding in full, the least important too.")] = False,
    color: Annotated[
        str,
        typer.Option("--color", metavar="auto|always|never", help="Whether to use colour; auto means on a terminal."),
    ] = "auto",
    width: Annotated[
        int | None, typer.Option("--width", min=40, metavar="COLUMNS", help="The terminal's width when left out.")
    ] = None,
    ascii: Annotated[bool, typer.Option("--ascii", help="Use no signs beyond ASCII.")] = False,
    stdin_name: Annotated[
        str | None, typer.Option("--stdin-name", metavar="FILE", help="What to call standard input in the report.")
    ] = None,
) -> Answer:
    """Check programme files and say what will hurt.

    \b
    Examples:
      programme-check check
      programme-check check hris.programme.yaml --all
      programme-check check plans/ --format json -o report.json
      programme-check check --select PAY,CUT --fail-on warning
    """
    form = words.one_of(format, FORMATS, "--format")
    level = words.one_of(fail_on, LEVELS, "--fail-on")
    target = None if output in {None, "-"} else output
    shown = screen(width=width, color=color, ascii=ascii, to_file=target is not None)
    names = files or [the_file_here()]
    refuse_to_overwrite(names, target)
    one_baseline(baseline, target, update=update_baseline)
    from programme_check.checkup import Options
    from programme_check.checkup import check as check_files
    from programme_check.findings import Severity
    from programme_check.rules.plugins import PluginError
    from programme_check.rules.registry import UnknownName

    options = Options(
        select=words.split(select or (), "--select"),
        ignore=words.split(ignore or (), "--ignore"),
        as_of=words.date(as_of, "--as-of"),
        against=against,
        today=words.date(today, "--today"),
        baseline=baseline,
        update_baseline=update_baseline,
    )
    try:
        report = check_files(names, options, stdin=standard_input(names), stdin_name=stdin_name)
    except UnknownName as unknown:
        raise Stop(words.unknown_rule(unknown.word, unknown.nearest)) from unknown
    except PluginError as fault:
        raise Stop(str(fault)) from fault
    new = report.baseline.text if report.baseline is not None else None
    also = ((baseline, new),) if baseline is not None and new is not None else ()
    status = report.exit_status(None if level == "never" else Severity[level.upper()])
    if form == "json":
        from programme_check.reports import json

        return Answer(json.render(report), status, target, machine=True, also=also)
    from programme_check.reports import terminal

    text = terminal.render(report, **shown._asdict(), show_all=show_all, quiet=quiet, exit_status=status)
    return Answer(text, status, target, also=also)


def the_file_here() -> str:
    """`programme.yaml` in this folder. Raises Stop that says what to do when there is none."""
    if Path(DEFAULT).exists():
        return DEFAULT
    others = sorted(path.name for path in Path.cwd().glob("*.programme.yaml"))
    if others:
        raise Stop(f"There is no {DEFAULT} in this folder. Did you mean `programme-check check {others[0]}`?")
    raise Stop(
        f"There is no {DEFAULT} in this folder. Name the file, `programme-check check FILE`, "
        "or start a new one with `programme-check init`."
    )


def refuse_to_overwrite(names: list[str], target: str | None) -> None:
    """A report must not take the place of the programme it is about. Raises Stop."""
    if target is None:
        return
    there = Path(target).exists()
    same = any(there and name != "-" and Path(name).is_file() and Path(name).samefile(target) for name in names)
    if same or target.lower().endswith((".yaml", ".yml")):
        raise Stop(f"--output {target} is the name of a programme file, not of a report. Name another file.")


def one_baseline(baseline: str | None, target: str | None, *, update: bool) -> None:
    """There must be a file to update, and it must not be the report's too. Raises Stop."""
    if update and baseline is None:
        raise Stop("--update-baseline writes the file of --baseline. Name it: --baseline known.json --update-baseline.")
    if baseline is not None and target is not None and os.path.realpath(baseline) == os.path.realpath(target):
        raise Stop(f"--output and --baseline both name {target}. The report needs a file of its own.")


def standard_input(names: list[str]) -> bytes | None:
    """Standard input where `-` asks for it, up to one byte more than the reader takes."""
    if "-" not in names:
        return None
    import sys

    from programme_check.document import LIMITS

    if sys.stdin is None:
        raise Stop("Standard input is closed, so there is nothing to read for `-`.")
    try:
        return sys.stdin.buffer.read(LIMITS.size + 1)
    except OSError as fault:
        raise Stop(f"Cannot read standard input: {(fault.strerror or 'unknown reason').lower()}.", USAGE) from fault
