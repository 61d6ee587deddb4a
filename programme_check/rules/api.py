"""What a plugin may import: stable while the JSON report says `"version": 1`.

A plugin is a package with an entry point in the group `programme_check.rules` that names a module; importing the module
declares its rules.
"""

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.rules.cases import run_case, run_example
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import DECLARED, Limits, Rule, rule

__all__ = [
    "DECLARED",
    "Context",
    "Hit",
    "Lacking",
    "Limits",
    "Note",
    "Rule",
    "Severity",
    "count",
    "day",
    "listing",
    "rule",
    "run_case",
    "run_example",
]
