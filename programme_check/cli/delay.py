"""`programme-check delay`: the chain reaction of a delay."""

from typing import TYPE_CHECKING, Annotated

import typer

from programme_check.cli import words
from programme_check.cli.files import refuse_to_overwrite
from programme_check.cli.one import open_one
from programme_check.cli.options import AnswerFormat, Ascii, AsOf, Color, File, Output, StdinName, Width
from programme_check.cli.screen import screen
from programme_check.cli.status import Answer, Stop

if TYPE_CHECKING:
    from programme_check.model.times import Span
    from programme_check.whatif.delay import Mode

FORMATS = ("text", "json", "markdown")


def delay(
    file: File,
    delays: Annotated[
        list[str],
        typer.Argument(
            metavar="ACTIVITY=DELAY...",
            help="What is late and by how much, such as build=2w: the id of an activity, milestone, gate, workstream, "
            "vendor or decision, and working days (10d), weeks (2w), calendar days (14cd), months (1m) or hours (6h).",
        ),
    ],
    *,
    slide: Annotated[bool, typer.Option("--slide", help="Everything moves, the go-live too. This is the default.")] = (
        False
    ),
    hold: Annotated[
        bool, typer.Option("--hold", help="The go-live stays: work gives up days, and what is missing is said.")
    ] = False,
    descope: Annotated[
        list[str] | None,
        typer.Option(
            "--descope",
            metavar="ID",
            help="Leave an activity, workstream, entity, wave, pay group or system out, and hold the go-live.",
        ),
    ] = None,
    format: AnswerFormat = "text",
    as_of: AsOf = None,
    output: Output = None,
    color: Color = "auto",
    width: Width = None,
    ascii: Ascii = False,
    stdin_name: StdinName = None,
) -> Answer:
    """Say what a delay does to everything else.

    Which steps move, what float absorbs, where the go-live lands, what holding it would squeeze, what it costs.

    \b
    Examples:
      programme-check delay programme.yaml data-load-2=2w
      programme-check delay programme.yaml data-load-2=2w --hold
      programme-check delay programme.yaml brightpath=10d --descope reports
    """
    form = words.one_of(format, FORMATS, "--format")
    mode = one_mode(slide=slide, hold=hold, descope=descope or [])
    target = None if output in {None, "-"} else output
    refuse_to_overwrite([file], target)
    shown = screen(width=width, color=color, ascii=ascii, to_file=target is not None)
    asked = spans(delays)
    found = open_one(file, as_of=as_of, stdin_name=stdin_name)
    from programme_check import whatif

    name, plan, settings = found.document.files[0], found.plan, found.settings
    try:
        answer = whatif.delay(plan, settings, asked, mode=mode, descope=descope or [])
    except whatif.Unknown as unknown:
        raise Stop(f"There is no {unknown.id} in {name}.{words.suggestion(unknown.id, unknown.known)}") from unknown
    except whatif.CannotDelay as cannot:
        raise Stop(str(cannot)) from cannot
    if form == "json":
        from programme_check.reports.whatif import json

        title = plan.programme.programme.name
        return Answer(json.answer(name, title, json.delay(answer)), file=target, machine=True)
    late = mode == "slide" and any(live.slip_days or live.after is None for live in answer.go_lives)
    held = whatif.delay(plan, settings, asked, mode="hold") if late and whatif.can_hold(plan) else None
    if form == "markdown":
        from programme_check.reports.whatif import markdown

        return Answer(markdown.delay(name, plan, answer, held), file=target, machine=True)
    from programme_check.reports.terminal import delay as report

    return Answer(report.render(name, plan, answer, held=held, **shown._asdict()), file=target)


def one_mode(*, slide: bool, hold: bool, descope: list[str]) -> "Mode":
    """The mode that the options ask for. Raises Stop for two that exclude each other."""
    if slide and (hold or descope):
        raise Stop(
            f"--slide and {'--hold' if hold else '--descope'} exclude each other: the go-live moves, or is held."
        )
    if descope:
        return "descope"
    return "hold" if hold else "slide"


def spans(delays: list[str]) -> "dict[str, Span]":
    """What is late, by id. Raises Stop for what cannot be read, and for an id that comes twice."""
    from programme_check.model.times import Span

    found: dict[str, Span] = {}
    for text in delays:
        id, equals, length = text.partition("=")
        if not equals or not id or not length:
            raise Stop(f"`{text}` does not say what is late and by how much. Write it like build=2w.")
        if length.startswith("-"):
            raise Stop(f"`{length}` is no delay: a duration cannot be negative. Write it like {id}=10d or {id}=2w.")
        try:
            span = Span.parse(length)
        except ValueError as wrong:
            raise Stop(f"`{length}` is no delay: {wrong}. Write it like {id}=10d or {id}=2w.") from wrong
        if id in found:
            raise Stop(f"{id} is given twice. Give each delay once.")
        found[id] = span
    return found
