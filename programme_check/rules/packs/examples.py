"""Runs the examples of a pack: each rule has to report the one and to judge and pass the other."""

from typing import NamedTuple

from programme_check.rules.cases import CaseResult, run_example
from programme_check.rules.packs.load import load_pack
from programme_check.rules.registry import catalogue
from programme_check.rules.rule import Rule


class ExampleResult(NamedTuple):
    """What became of one example."""

    rule: Rule
    key: str
    """`fails` or `passes`."""
    fault: str
    """Why the example does not do what its key says; empty where it does."""
    message: str
    """What the rule reports; empty where it is silent."""


def run_pack(name: str) -> list[ExampleResult]:
    """The results of all examples of a pack, in its order. Raises PackError for a pack that does not load."""
    rules, rows = load_pack(name, taken=catalogue())
    found = []
    for rule in rules:
        for key, heading in (("fails", "Wrong"), ("passes", "Right")):
            result = run_example(rule, heading, rows=tuple(rows))
            message = " ".join(finding.message for finding in result.findings)
            found.append(ExampleResult(rule, key, fault(key, result), message))
    return found


def fault(key: str, result: CaseResult) -> str:
    """What is wrong with an example; nothing where it does what it should."""
    if result.problems:
        return f"the example is no valid piece of a programme file: {result.problems[0]}"
    if any(finding.rule == "CHK005" for finding in result.findings):
        return f"the rule stopped: {result.findings[0].message}"
    if key == "fails":
        return "" if result.findings else "the rule does not report it"
    if result.findings:
        return f"the rule reports it: {result.findings[0].message}"
    return "the rule finds nothing in it to judge" if result.unjudged else ""
