"""From files to a report: reading, judging, putting together."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from programme_check.checkup.ahead import escalated
from programme_check.checkup.assemble import assemble
from programme_check.checkup.causes import with_causes
from programme_check.checkup.judging import Judging, judging
from programme_check.checkup.options import Options, ordinal
from programme_check.findings import Problem
from programme_check.verdict import ProgrammeReport, Report

if TYPE_CHECKING:
    from programme_check.checkup.baseline import Baseline
    from programme_check.document import Document
    from programme_check.model import Programme
    from programme_check.rules.context import Context
    from programme_check.rules.rule import Rule


def chosen_rules(options: Options) -> "list[Rule]":
    """The rules that options alone choose. Raises UnknownName for a word that stands for nothing."""
    from programme_check.rules.registry import catalogue, choose

    rules = catalogue()
    wanted = choose(options.select, rules) if options.select else set(rules)
    wanted -= choose(options.ignore, rules)
    return [rule for id, rule in rules.items() if id in wanted]


def check(
    arguments: Sequence[str], options: Options, *, stdin: bytes | None = None, stdin_name: str | None = None
) -> Report:
    """Check programme files.

    `arguments` are files, folders or `-` for `stdin`. A file that cannot be read becomes a problem of the report and
    the others are still checked. Raises UnknownName for an unknown rule and BadDate for an impossible `as_of`.
    """
    from programme_check.document import find_programmes, load
    from programme_check.rules.registry import catalogue

    as_of, today = ordinal(options.as_of), ordinal(options.today)
    names, problems = find_programmes(arguments)
    earlier = Earlier(options.against)
    problems += earlier.problems
    baseline, faults = read_baseline(options.baseline, update=options.update_baseline)
    problems += faults
    programmes = []
    judges = Judges(options)
    for name in names:
        judge, faults = judges.of(stdin_name or name if name == "-" else name)
        problems += [fault for fault in faults if fault not in problems]
        if judge is None:
            continue
        document, faults = load(name, stdin=stdin, stdin_name=stdin_name) if name == "-" else load(name)
        problems += faults
        if document is not None:
            before, faults = earlier.context(judge)
            problems += [fault for fault in faults if fault not in problems]
            report, faults = check_document(
                document,
                judge.rules,
                as_of,
                judge.aside,
                before=before,
                today=today,
                baseline=baseline,
                judge=judge,
                pack=options.pack,
            )
            problems += faults
            if report is not None:
                programmes.append(report)
    whole = Report(programmes=tuple(programmes), errors=tuple(problems))
    return whole if baseline is None else baseline.applied(whole, {*catalogue(), *judges.ids})


class Judges:
    """How each programme of a run is judged; those with one settings file share the answer."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.ids: set[str] = set()
        """Every rule that some programme of the run is judged by."""
        self._known: dict[Path | None, tuple[Judging | None, list[Problem]]] = {}

    def of(self, name: str) -> tuple[Judging | None, list[Problem]]:
        """How a file is judged, or why that cannot be said."""
        path = Path(self.options.settings) if self.options.settings is not None else None
        if path is None and not self.options.no_settings:
            from programme_check.checkup.settings_file import find

            path = find(Path(name).parent)
        if path not in self._known:
            found, problems = judging(self.options, path)
            self._known[path] = found, problems
            self.ids |= set(found.every) if found is not None else set()
        return self._known[path]


def read_baseline(name: str | None, *, update: bool) -> "tuple[Baseline | None, list[Problem]]":
    """The baseline to hold the findings against; None where none is named or usable."""
    from programme_check.checkup.baseline import read

    return (None, []) if name is None else read(name, update=update)


class Earlier:
    """An earlier revision to compare with, read once and judged as each programme of the run is."""

    def __init__(self, name: str | None) -> None:
        self.problems: list[Problem] = []
        """Why it cannot be read, or what of it is left out."""
        self._document: Document | None = None
        self._programme: Programme | None = None
        if name is not None:
            from programme_check.document import load
            from programme_check.model import build

            self._document, self.problems = load(name)
            if self._document is not None:
                self._programme, faults = build(self._document)
                self.problems = [*self.problems, *faults]

    def context(self, judge: Judging) -> "tuple[Context | None, list[Problem]]":
        """The revision as the rules see it by these settings; None where there is none to compare with."""
        if self._document is None or self._programme is None:
            return None, []
        from programme_check.rules.not_applicable import name_rules

        faults = name_rules(self._programme, self._document, judge.every.values())
        return context_of(self._document, self._programme, judge), faults


def context_of(
    document: "Document",
    programme: "Programme",
    judge: Judging | None,
    as_of: int | None = None,
    *,
    before: "Context | None" = None,
    today: int | None = None,
) -> "Context":
    """A programme as the rules see it, with its plan, by the settings of `judge` or by the defaults."""
    from programme_check.rules.context import Context
    from programme_check.schedule import Plan
    from programme_check.schedule.rows import catalogue as table
    from programme_check.settings import Settings

    settings = judge.settings if judge is not None else Settings()
    rows = (*table(), *judge.rows) if judge is not None and judge.rows else None
    plan = Plan(programme, settings, as_of=as_of, rows=rows)
    context = Context(document, programme, plan, settings, before=before, today=today)
    if judge is not None:
        judge.prepare(context)
    return context


def check_document(
    document: "Document",
    rules: "Iterable[Rule]",
    as_of: int | None = None,
    unreported: "Iterable[Rule]" = (),
    *,
    before: "Context | None" = None,
    today: int | None = None,
    baseline: "Baseline | None" = None,
    judge: Judging | None = None,
    pack: bool = False,
) -> tuple[ProgrammeReport | None, list[Problem]]:
    """Judge one document that has been read: the part of `check` between reading and reporting.

    `judge` brings settings, levels, limits and the rows of packs; the defaults without it. `before` is an earlier
    revision to compare with. `pack` gathers what a steering pack shows as well.
    """
    from programme_check.model import build
    from programme_check.rules.engine import run
    from programme_check.rules.not_applicable import in_file_order, name_rules

    programme, problems = build(document)
    if programme is None:
        return None, problems
    rules, unreported = list(rules), list(unreported)
    problems = in_file_order(problems + name_rules(programme, document, [*rules, *unreported]), document)
    context = context_of(document, programme, judge, as_of, before=before, today=today)
    plan, settings = context.plan, context.settings
    context.written_by = baseline.written_by if baseline is not None else None
    outcome = run(context, rules, unreported)
    found = with_causes(escalated(outcome.findings, plan, settings), programme, plan)
    outcome = outcome._replace(findings=found)
    if baseline is not None:
        baseline.see(document.files[0], outcome)
    changed = judge.changed if judge is not None else ()
    report = assemble(document, programme, plan, outcome, settings)
    report = msgspec.structs.replace(report, changed=changed)
    if pack:
        from programme_check.checkup.pack import pack_of

        report = msgspec.structs.replace(report, pack=pack_of(document, plan, settings, report))
    return report, problems
