"""`programme-check risk`: the chance of each commitment, and what drives it."""

from typing import TYPE_CHECKING, Annotated

import typer

from programme_check.cli import words
from programme_check.cli.files import refuse_to_overwrite
from programme_check.cli.one import open_one
from programme_check.cli.options import AnswerFormat, Ascii, AsOf, Color, File, Output, StdinName, Width
from programme_check.cli.screen import screen
from programme_check.cli.status import Answer, Stop

if TYPE_CHECKING:
    from programme_check.schedule import Plan
    from programme_check.settings import Settings
    from programme_check.whatif.risk import RiskResult

FORMATS = ("text", "json", "markdown")
MOST = 1_000_000
"""Runs beyond which nothing is learnt that the ranges could bear."""


def risk(
    file: File,
    *,
    runs: Annotated[
        int,
        typer.Option(
            "--runs", min=1, max=MOST, metavar="N", help="Runs at most; fewer when the answer no longer moves."
        ),
    ] = 10_000,
    seed: Annotated[
        int, typer.Option("--seed", min=0, metavar="N", help="Where chance begins: the same seed, the same answer.")
    ] = 1,
    format: AnswerFormat = "text",
    as_of: AsOf = None,
    output: Output = None,
    color: Color = "auto",
    width: Width = None,
    ascii: Ascii = False,
    stdin_name: StdinName = None,
) -> Answer:
    """Say how likely each commitment is, by when four in five are done, and what drives it.

    Simulates the plan with the ranges of its activities (`estimate`), or defaults by kind of work, and its risks.

    \b
    Examples:
      programme-check risk programme.yaml
      programme-check risk programme.yaml --runs 50000 --seed 7 --format json
    """
    form = words.one_of(format, FORMATS, "--format")
    target = None if output in {None, "-"} else output
    refuse_to_overwrite([file], target)
    shown = screen(width=width, color=color, ascii=ascii, to_file=target is not None)
    found = open_one(file, as_of=as_of, stdin_name=stdin_name)
    name, plan = found.document.files[0], found.plan
    answer = simulated(plan, found.settings, runs, seed)
    if form == "json":
        from programme_check.reports.whatif import json
        from programme_check.reports.whatif.risk import body

        return Answer(json.answer(name, plan.programme.programme.name, body(answer)), file=target, machine=True)
    if form == "markdown":
        from programme_check.reports.whatif import risk_markdown

        return Answer(risk_markdown.risk(name, plan, answer), file=target, machine=True)
    from programme_check.reports.terminal import risk as report

    return Answer(report.render(name, plan, answer, **shown._asdict()), file=target)


def simulated(plan: "Plan", settings: "Settings", runs: int, seed: int) -> "RiskResult":
    """The answer, with a bar on a terminal while it is worked out. Raises Stop."""
    from programme_check.cli.progress import progress
    from programme_check.whatif import risk

    try:
        with progress("Simulating", runs * len(plan.programme.work)) as tell:
            return risk.run(plan, settings, runs=runs, seed=seed, progress=tell)
    except risk.CannotSimulate as cannot:
        raise Stop(str(cannot)) from cannot
    except ModuleNotFoundError as missing:
        if missing.name != "numpy":
            raise
        raise Stop("A simulation needs numpy, which is not installed here: pip install numpy") from missing
