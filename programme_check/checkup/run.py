"""From files to a report: reading, judging, putting together."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from programme_check.checkup.assemble import assemble
from programme_check.checkup.causes import with_causes
from programme_check.checkup.options import Options, ordinal
from programme_check.findings import Problem
from programme_check.verdict import ProgrammeReport, Report

if TYPE_CHECKING:
    from programme_check.document import Document
    from programme_check.rules.rule import Rule
    from programme_check.schedule import Plan


def chosen_rules(options: Options) -> "list[Rule]":
    """The rules to run. Raises UnknownName for a word in `select` or `ignore` that stands for nothing."""
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

    rules = chosen_rules(options)
    unreported = [rule for rule in chosen_rules(Options(ignore=options.ignore)) if rule not in rules]
    as_of, today = ordinal(options.as_of), ordinal(options.today)
    names, problems = find_programmes(arguments)
    against, faults = earlier_plan(options.against)
    problems += faults
    programmes = []
    for name in names:
        document, faults = load(name, stdin=stdin, stdin_name=stdin_name) if name == "-" else load(name)
        problems += faults
        if document is not None:
            report, faults = check_document(document, rules, as_of, unreported, against=against, today=today)
            problems += faults
            if report is not None:
                programmes.append(report)
    return Report(programmes=tuple(programmes), errors=tuple(problems))


def earlier_plan(name: str | None) -> "tuple[Plan | None, list[Problem]]":
    """The plan of an earlier revision; None with the problems of a file that cannot be read."""
    from programme_check.document import load
    from programme_check.model import build
    from programme_check.schedule import Plan
    from programme_check.settings import Settings

    if name is None:
        return None, []
    document, problems = load(name)
    if document is None:
        return None, problems
    programme, faults = build(document)
    return (Plan(programme, Settings()) if programme is not None else None), problems + faults


def check_document(
    document: "Document",
    rules: "Iterable[Rule]",
    as_of: int | None = None,
    unreported: "Iterable[Rule]" = (),
    *,
    against: "Plan | None" = None,
    today: int | None = None,
) -> tuple[ProgrammeReport | None, list[Problem]]:
    """Judge one document that has been read: the part of `check` between reading and reporting."""
    from programme_check.model import build
    from programme_check.rules.context import Context
    from programme_check.rules.engine import run
    from programme_check.rules.not_applicable import in_file_order, name_rules
    from programme_check.schedule import Plan
    from programme_check.settings import Settings

    programme, problems = build(document)
    if programme is None:
        return None, problems
    problems = in_file_order(problems + name_rules(programme, document), document)
    settings = Settings()
    plan = Plan(programme, settings, as_of=as_of)
    outcome = run(Context(document, programme, plan, settings, against=against, today=today), rules, unreported)
    outcome = outcome._replace(findings=with_causes(outcome.findings, programme, plan))
    return assemble(document, programme, plan, outcome), problems
