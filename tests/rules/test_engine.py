"""The engine: places, levels, crashes, what is left out; and what the decorator refuses."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from programme_check.checkup import Options, check, check_document
from programme_check.document import read
from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context
from programme_check.rules.registry import UnknownName, catalogue, choose
from programme_check.rules.rule import Registry, Rule, rule
from programme_check.verdict import Status

HEAD = b"""schema_version: 1
programme: {name: Example, types: [general], status_date: 2027-01-15}
"""
GOOD = """Something.

    What: it.
    Why: because.
    Fix: mend.
    Wrong:
        {}
    Right:
        {}
    Source: judgement.
    """


def declared(check: Any, **changes: Any) -> Rule:
    """A rule of its own registry, so that the catalogue stays as it is."""
    registry = Registry()
    check.__doc__ = GOOD
    facts: dict[str, Any] = {"title": "Something is off", "severity": Severity.WARNING, "about": lambda ctx: [1]}
    rule("SCH999", "made-up", registry=registry, **(facts | changes))(check)
    return registry.rules["SCH999"]


def judged(rules: list[Rule], text: bytes = b"workstreams: {}\n") -> Any:
    """The report on a small file with these rules alone."""
    document, problems = read(HEAD + text, "plan.yaml")
    assert document is not None, problems
    report, _ = check_document(document, rules)
    assert report is not None
    return report


def test_a_crashed_rule_is_a_finding_and_the_others_still_run() -> None:
    """A fault in one rule is reported as CHK005 with the rule's id, and does not stop the run."""

    def broken(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield Hit(message="First.", fix="Mend.", at=())
        raise KeyError("no such thing")

    def sound(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield Hit(message="Second.", fix="Mend.", at=("programme",))

    report = judged([declared(broken), declared(sound)])
    assert report.crashed
    assert [(finding.rule, finding.message[:12]) for finding in report.findings] == [
        ("CHK005", "Rule SCH999 "),
        ("SCH999", "Second."),
    ]
    assert "KeyError" in report.findings[0].message


def test_absences_are_not_reported_when_a_part_was_left_out() -> None:
    """An entry that does not fit the schema may be what a rule misses, so the rule says it could not judge."""

    def absent(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield Hit(message="Nothing there.", fix="Add it.", at=(), absent=True)
        yield Hit(message="Wrong.", fix="Mend.", at=(), targets=("a",))

    sound = declared(absent)
    assert len(judged([sound]).findings) == 2
    report = judged([sound], b"risks: {r-1: {titel: Late}}\n")
    assert [finding.message for finding in report.findings] == ["Wrong."]
    assert report.unjudged[0].needs == ("the entries that do not fit the schema",)
    assert report.left_out


def test_not_evaluated_is_a_result() -> None:
    """Without a subject the rule's needs are listed; with a lack of a field, the field; the dimension stays not set."""

    def lacking(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield Lacking("decisions.*.raised")

    for one, needs in (
        (declared(lacking, about=lambda ctx: [], needs=("decisions",)), ("decisions",)),
        (declared(lacking), ("decisions.*.raised",)),
    ):
        report = judged([one])
        assert report.unjudged[0].needs == needs
        assert all(dimension.status is Status.NOT_SET for dimension in report.dimensions)


@pytest.mark.parametrize(
    ("live", "severity"),
    [
        ("2027-07-15", "info"),
        ("2027-07-14", "warning"),
        ("2027-03-16", "warning"),
        ("2027-03-15", "error"),
        ("2027-01-18", "error"),
    ],
)
def test_the_ladder_climbs_as_go_live_nears(live: str, severity: str) -> None:
    """Information beyond 180 calendar days, a warning from 180 to 60, an error inside 60."""

    def absent(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield Hit(message="Nothing there.", fix="Add it.", at=())

    go = f"{{name: Go, kind: go_live, milestone: true, start: {live}}}"
    text = f"workstreams: {{w: {{name: W, kind: cutover, activities: {{go: {go}}}}}}}\n"
    report = judged([declared(absent, ladder=True)], text.encode())
    assert report.findings[0].severity.word == severity


@pytest.mark.parametrize(
    ("changes", "doc"),
    [({"title": "x" * 53}, GOOD), ({}, GOOD.replace("Why:", "Because:")), ({}, None)],
)
def test_the_decorator_refuses_half_a_rule(changes: dict[str, Any], doc: str | None) -> None:
    """A rule without one of its parts, or with a title too long for a terminal, does not get into the catalogue."""

    def check(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield Lacking("x")

    check.__doc__ = doc
    facts: dict[str, Any] = {"title": "Fine", "severity": Severity.INFO, "about": lambda ctx: []} | changes
    with pytest.raises(ValueError, match="SCH998"):
        rule("SCH998", "half", registry=Registry(), **facts)(check)


def test_the_decorator_refuses_an_id_twice() -> None:
    """Ids and names are final and stand for one rule."""
    registry = Registry()

    def check(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield Lacking("x")

    check.__doc__ = GOOD
    facts: dict[str, Any] = {"title": "Fine", "severity": Severity.INFO, "about": lambda ctx: [], "registry": registry}
    rule("SCH998", "once", **facts)(check)
    with pytest.raises(ValueError, match="twice"):
        rule("SCH998", "again", **facts)(check)


def test_words_that_select_rules() -> None:
    """Ids, names and families in any case; anything else is refused with the nearest."""
    rules = catalogue()
    assert choose(["pay001", "Decision-Overdue"], rules) == {"PAY001", "GOV002"}
    assert choose(["ven"], rules) == {id for id in rules if id.startswith("VEN")} > {"VEN001", "VEN002", "VEN005"}
    assert choose(["all"], rules) == set(rules)
    with pytest.raises(UnknownName) as refused:
        choose(["decision-overdu"], rules)
    assert refused.value.nearest == "decision-overdue"
    with pytest.raises(UnknownName) as refused:
        choose(["SCH022"], rules)
    assert refused.value.nearest in rules


def test_limits_can_be_changed_by_name_only() -> None:
    """An unknown limit or a value of the wrong type is refused."""
    rules = catalogue()
    document, _ = read(HEAD, "plan.yaml")
    assert document is not None
    from programme_check.model import build
    from programme_check.schedule import Plan
    from programme_check.settings import Settings

    programme, _ = build(document)
    assert programme is not None
    ctx = Context(document, programme, Plan(programme, Settings()), Settings())
    ctx.set_limits(rules["GOV003"], {"days": 30})
    for values in ({"day": 30}, {"days": "many"}):
        with pytest.raises(msgspec.ValidationError):
            ctx.set_limits(rules["GOV003"], values)


def test_rules_that_judge_findings_run_last_and_see_them() -> None:
    """The second round sees what the first found in any order, and what was not asked for; it reports its own."""

    def judge(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield Hit(message=f"Seen: {', '.join(finding.message for finding in ctx.findings)}", fix="Mend.", at=())

    def one(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        assert ctx.findings == ()
        yield Hit(message="One.", fix="Mend.", at=(), targets=("a",))

    def other(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield Hit(message="Other.", fix="Mend.", at=(), targets=("b",))

    document, _ = read(HEAD + b"workstreams: {}\n", "plan.yaml")
    assert document is not None
    rules = [declared(judge, second=True), declared(one)]
    report, _ = check_document(document, rules, unreported=[declared(other), declared(judge, second=True)])
    assert report is not None
    assert sorted(finding.message for finding in report.findings) == ["One.", "Seen: One., Other."]


def test_a_rule_that_judges_findings_sees_all_of_them_when_it_is_asked_for_alone() -> None:
    """`--select RSK005` gives the same answer as a full check; an ignored rule's findings do not count."""
    text = b"""schema_version: 1
programme: {name: Example, status_date: 2027-01-15, reported_status: green}
workstreams:
  w:
    name: Work
    kind: configuration
    activities:
      a: {name: A, kind: configuration, start: 2027-02-05, finish: 2027-02-01}
outcomes: {}
"""
    full = check(["-"], Options(), stdin=text).programmes[0]
    alone = check(["-"], Options(select=("RSK005",)), stdin=text).programmes[0]
    assert [item for item in full.findings if item.rule == "RSK005"] == list(alone.findings) != []
    errors = sorted({item.rule for item in full.findings if item.severity is Severity.ERROR})
    assert check(["-"], Options(select=("RSK005",), ignore=tuple(errors)), stdin=text).programmes[0].findings == ()


def test_a_rule_that_compares_is_not_heard_without_what_it_compares_with() -> None:
    """What such a rule does not report may be there all the same, so that no waiver of it is called unused."""

    def silent(ctx: Context, subjects: object) -> Iterator[Hit | Lacking]:
        yield from ()

    plain, comparing = declared(silent), declared(silent)
    comparing = msgspec.structs.replace(comparing, doc=GOOD.replace("What: it.", "What: with `--against`, it."))
    waiver = b"waivers: [{rule: SCH999, reason: Known, approved_by: dana, expires: 2027-02-14}]\n"
    unused = catalogue()["CHK003"]
    assert [one.rule for one in judged([plain, unused], waiver).findings] == ["CHK003"]
    assert [one.rule for one in judged([comparing, unused], waiver).findings] == []
