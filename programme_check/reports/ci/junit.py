"""JUnit XML: a suite per programme, a case per rule and item; a rule that passes is a passing case.

Written for the schema that Jenkins publishes: no `file` or `line` on a case, so that the place stands in the failure.
"""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from programme_check.findings import Finding, Severity
from programme_check.reports.ci.entries import entries, path_of, plain
from programme_check.reports.escape import xml_text
from programme_check.rules.families import dimension_of
from programme_check.verdict import ProgrammeReport, Report

CLASS = "programme-check"


def render(report: Report) -> str:
    """The whole document."""
    suites = [suite(one) for one in report.programmes]
    if report.errors:
        suites.append(problems(report))
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n' + "".join(suites) + "</testsuites>\n"


def attribute(text: str) -> str:
    """A text as a quoted attribute."""
    return quoteattr(xml_text(plain(text)))


def content(text: str) -> str:
    """A text between tags."""
    return xml_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def suite(one: ProgrammeReport) -> str:
    """One programme."""
    cases = [case(finding) for finding in one.findings]
    cases += [case(finding, waived=True) for finding in one.waived]
    reported = {finding.rule for finding in (*one.findings, *one.waived)}
    cases += [passing(rule) for rule in sorted(set(one.judged) - reported)]
    failures = sum(finding.severity is not Severity.INFO and not finding.baselined for finding in one.findings)
    return wrapped(f"{one.name} ({one.file})", cases, failures, 0, len(one.waived))


def wrapped(name: str, cases: Iterable[str], failures: int, errors: int, skipped: int = 0) -> str:
    """A suite around its cases. It takes no time: a report that differs from run to run is no use in a diff."""
    found = list(cases)
    counts = f'tests="{len(found)}" failures="{failures}" errors="{errors}" skipped="{skipped}" time="0"'
    return f"<testsuite name={attribute(name)} {counts}>\n{''.join(found)}</testsuite>\n"


def case(finding: Finding, *, waived: bool = False) -> str:
    """One finding: a failure for an error or a warning, a note for information, skipped where it is waived."""
    about = f" {', '.join(finding.targets)}" if finding.targets else ""
    name = attribute(f"{finding.rule} {finding.name}{about}")
    head = f'<testcase name={name} classname={attribute(class_of(finding.dimension))} time="0">'
    place = f"{path_of(finding.location)}:{finding.location.line}:{finding.location.column}"
    text = content(f"{place}\n{plain(finding.message)}\n{plain(finding.why)}\nfix: {plain(finding.fix)}")
    if waived:
        waiver = finding.waived
        reason = f"waived until {waiver.expires}: {waiver.reason}" if waiver is not None else "waived"
        body = f"<skipped message={attribute(reason)}/>"
    elif finding.severity is Severity.INFO or finding.baselined:
        body = f"<system-out>{text}</system-out>"
    else:
        body = f"<failure message={attribute(finding.title)} type={attribute(finding.severity.word)}>{text}</failure>"
    return f"{head}{body}</testcase>\n"


def passing(rule: str) -> str:
    """A rule that found something to judge, and nothing wrong with it."""
    return f'<testcase name={attribute(rule)} classname={attribute(class_of(dimension_of(rule)))} time="0"/>\n'


def class_of(dimension: str) -> str:
    """The class of a case: the line of the status table it counts under."""
    return f"{CLASS}.{dimension}" if dimension else CLASS


def problems(report: Report) -> str:
    """The files that cannot be checked, as a suite of errors."""
    cases = []
    for one in entries(Report(programmes=(), errors=report.errors)):
        place = f"{path_of(one.place)}:{one.place.line}:{one.place.column}"
        said = f"{place}\n{one.message}"
        cases.append(
            f'<testcase name={attribute(f"{one.rule} {place}")} classname="{CLASS}.file" time="0">'
            f"<error message={attribute(one.title)}>{content(said)}</error></testcase>\n"
        )
    return wrapped("Files", cases, 0, len(cases))
