"""The command `programme-check`: its subcommands, and what happens to their answers."""

import io
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from importlib import import_module
from typing import Annotated, Any

import typer

from programme_check import __version__
from programme_check.cli import out
from programme_check.cli.status import INTERRUPTED, OK, USAGE, Answer, CannotWrite, Stop

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for a wrong command line. Its home has moved between releases; its most used child has not."""

ABOUT = """Check a delivery programme before it goes wrong.

Reads a programme written down in a YAML file and says what contradicts what: a payroll cutover before the parallel
runs end, testing that starts while configuration still moves, a model that goes live with nobody entitled to stop it.
"""

EXAMPLES = """\b
Examples:
  programme-check init --type hris     a new programme.yaml to edit
  programme-check check                check programme.yaml in this folder
  programme-check explain PAY001       what a rule looks for, and why

\b
Exit status: 0 nothing wrong, 1 findings, 2 wrong usage or a file that
cannot be checked, 3 a fault of the program.
"""

COMMANDS = (
    *("check", "report", "path", "delay", "decisions", "risk"),
    *("repair", "structure", "explain", "rules", "init", "schema"),
)
"""The subcommands in the order of the help, each a function in the module of its name."""


def print_version(wanted: bool) -> None:
    """Print name and version, and stop there."""
    if wanted:
        typer.echo(f"{out.NAME} {__version__}")
        raise typer.Exit


def common(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options that belong to no command."""


def app(arguments: Sequence[str]) -> typer.Typer:
    """The program with its subcommands; with that one alone which the command line names.

    To work out the parameters of all of them costs as much as a small check.
    """
    program = typer.Typer(
        name=out.NAME,
        help=ABOUT,
        epilog=EXAMPLES,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    program.callback()(common)
    for name in arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS:
        program.command()(getattr(import_module(f"programme_check.cli.{name}"), name))
    return program


def run() -> int:
    """Run the command line, write its answer, give back its exit status."""
    arguments = sys.argv[1:]
    stream = sys.stdout
    printed = io.StringIO()
    try:
        try:
            with redirect_stdout(printed):  # typer's own help goes the way of all answers: one place that writes
                answer = answer_to(arguments)
        except Stop as stop:
            out.tell(stop.message)
            return stop.status
        return deliver(answer._replace(text=answer.text or printed.getvalue()), stream)
    except CannotWrite as stop:
        out.tell(stop.message)
        return stop.status


def answer_to(arguments: list[str]) -> Answer:
    """Let typer find and run the command. Raises Stop for a wrong command line or a plugin that does not load."""
    command = typer.main.get_command(app(arguments))
    try:
        result = command.main(arguments or ["--help"], prog_name=out.NAME, standalone_mode=False)
    except UsageError as error:
        raise Stop(usage(error, arguments)) from error
    except typer.Abort:
        return Answer("", INTERRUPTED)
    except SystemExit:  # the shell's completion ends like this
        return Answer("")
    except Exception as fault:
        from programme_check.rules.plugins import PluginError  # whichever command was the first to need the rules

        if isinstance(fault, PluginError):
            raise Stop(str(fault)) from fault
        raise
    if isinstance(result, Answer):
        return result
    return Answer("", (result or OK) if arguments else USAGE)


def deliver(answer: Answer, stream: Any) -> int:
    """Write an answer where it belongs. Raises CannotWrite."""
    for name, text in answer.also:
        out.save(text, name)
    if answer.file is None:
        out.show(answer.text, stream, encoding="utf-8" if answer.machine else None)
    else:
        out.save(answer.text, answer.file)
    return answer.status


def usage(error: Exception, arguments: list[str]) -> str:
    """What is wrong with the command line, with the nearest right word and where to read on."""
    from pathlib import Path

    from programme_check.cli.words import suggestion

    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else out.NAME
    option = getattr(error, "option_name", None)
    if option is not None and context is not None and hasattr(error, "possibilities"):
        known = [name for one in context.command.get_params(context) for name in one.opts]
        message = f"There is no option {option}.{suggestion(option, known)}"
    else:
        message = getattr(error, "format_message", error.__str__)()
    word = arguments[0] if arguments else ""
    if word and command == out.NAME and not word.startswith("-") and Path(word).exists():
        return f"To check a file, say so: `{out.NAME} check {word}`."
    return f"{message}\n`{command} --help` shows what there is."
