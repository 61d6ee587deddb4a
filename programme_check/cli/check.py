"""`programme-check check`: the main job."""

from typing import Annotated

import typer

from programme_check.cli import words
from programme_check.cli.files import one_baseline, refuse_to_overwrite, standard_input, the_file_here
from programme_check.cli.formats import FORMATS, MACHINE, ONE_EACH, PACKS, further, named, ready, rendered, suits_pack
from programme_check.cli.options import Ascii, Color, Packs, ReportStdinName, Width
from programme_check.cli.out import tell
from programme_check.cli.screen import screen
from programme_check.cli.status import USAGE, Answer, Stop

LEVELS = ("error", "warning", "info", "never")


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
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"How to write the report: {', '.join(FORMATS)}.")
    ] = "text",
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
        str | None,
        typer.Option(
            "--fail-on", metavar="error|warning|info|never", help="The level from which the exit status is 1."
        ),
    ] = None,
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
    settings: Annotated[
        str | None,
        typer.Option("--settings", metavar="FILE", help="The settings file, not the nearest .programme-check.yaml."),
    ] = None,
    no_settings: Annotated[bool, typer.Option("--no-settings", help="Look for no settings file.")] = False,
    profile: Annotated[
        str | None,
        typer.Option("--profile", metavar="NAME", help="starter, standard, assurance, or a settings file to build on."),
    ] = None,
    pack: Packs = None,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Say which settings hold and where each comes from; check nothing.")
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to a file.")
    ] = None,
    report: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="FORMAT=FILE", help="A further report of the same check. Repeat it for more."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The last line of the verdict only.")] = False,
    show_source: Annotated[
        bool, typer.Option("--show-source", help="Show the line of the file with each finding in full.")
    ] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Every finding in full, the least important too.")] = False,
    color: Color = "auto",
    width: Width = None,
    ascii: Ascii = False,
    stdin_name: ReportStdinName = None,
) -> Answer:
    """Check programme files and say what will hurt.

    \b
    Examples:
      programme-check check
      programme-check check hris.programme.yaml --all
      programme-check check plans/ --format json -o report.json
      programme-check check --select PAY,CUT --fail-on warning
    """
    form = named(format, FORMATS, "--format")
    level = words.one_of(fail_on, LEVELS, "--fail-on") if fail_on is not None else None
    target = None if output in {None, "-"} else output
    shown = screen(width=width, color=color, ascii=ascii, to_file=target is not None)
    names = files or ([] if show_settings else [the_file_here()])
    wanted = further(report or [], names, (form, target), baseline)
    shown_there = [kind for kind, name in wanted if name == "-"] + ([form] if target is None else [])
    ready([form, *(kind for kind, _ in wanted)], shown_there)
    refuse_to_overwrite(names, target)
    one_baseline(baseline, target, update=update_baseline)
    if settings is not None and no_settings:
        raise Stop("--settings and --no-settings exclude each other.")
    from programme_check.checkup import Options
    from programme_check.checkup import check as check_files
    from programme_check.rules.registry import UnknownName

    options = Options(
        select=words.split(select or (), "--select"),
        ignore=words.split(ignore or (), "--ignore"),
        as_of=words.date(as_of, "--as-of"),
        against=against,
        today=words.date(today, "--today"),
        baseline=baseline,
        update_baseline=update_baseline,
        fail_on=level,
        settings=settings,
        no_settings=no_settings,
        profile=profile,
        packs=tuple(pack or ()),
        pack=not PACKS.keys().isdisjoint([form, *(kind for kind, _ in wanted)]),
    )
    try:
        if show_settings:
            from programme_check.cli.settings import told

            return told(options, names, stdin_name, form, target)
        found = check_files(names, options, stdin=standard_input(names), stdin_name=stdin_name)
    except UnknownName as unknown:
        raise Stop(words.unknown_rule(unknown.word, unknown.nearest)) from unknown
    new = found.baseline.text if found.baseline is not None else None
    also: list[tuple[str, str | bytes]] = [(baseline, new)] if baseline is not None and new is not None else []
    status = found.status(level)
    if not suits_pack(found) and any(kind in PACKS for kind, _ in wanted) and form not in PACKS:
        tell(ONE_EACH.format(form=next(kind for kind, _ in wanted if kind in PACKS)))
        wanted = [(kind, name) for kind, name in wanted if kind not in PACKS]
        status = max(status, USAGE)
    how = {**shown._asdict(), "show_all": show_all, "show_source": show_source, "quiet": quiet}
    plain = {**how, "color": None, "ascii": False, "quiet": False}  # a file holds the whole report
    also += [(name, rendered(found, kind, status, plain)) for kind, name in wanted if name != "-"]
    first = [rendered(found, kind, status, plain) for kind, name in wanted if name == "-"]
    text = rendered(found, form, status, how)
    if first and target is not None:
        also, target = [*also, (target, text)], None
    elif first:
        first.append(text)
    machine = not MACHINE.isdisjoint(shown_there)
    return Answer(together(first or [text]), status, target, machine=machine, also=tuple(also))


def together(found: list[str | bytes]) -> str | bytes:
    """What goes to the same place, one behind the other; what is no text is alone there."""
    return found[0] if len(found) == 1 else "".join(text for text in found if isinstance(text, str))
