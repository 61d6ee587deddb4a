"""The families of rules: their names, the dimension each is reported under, and the programmes each is about."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from programme_check.rules.context import Context


class Family(NamedTuple):
    """A group of rules that share their first three letters."""

    name: str
    dimension: str


FAMILIES = {
    "SCH": Family("Schedule logic", "schedule"),
    "DEP": Family("Dependencies between workstreams", "dependencies"),
    "TST": Family("Testing", "testing"),
    "DAT": Family("Data migration", "testing"),
    "CUT": Family("Cutover and go-live", "cutover"),
    "PAY": Family("HRIS and payroll", "cutover"),
    "ERP": Family("ERP and rollout", "testing"),
    "AIG": Family("AI governance", "ai"),
    "GOV": Family("Governance and decisions", "governance"),
    "VEN": Family("Vendors and contracts", "vendors"),
    "CHG": Family("Change, training, readiness", "people"),
    "RES": Family("Resources", "resources"),
    "OUT": Family("Outcomes and benefits", "outcomes"),
    "RSK": Family("Risks and issues", "governance"),
    "STR": Family("Roles and structure", "governance"),
    "CHK": Family("The check itself", ""),
}

DIMENSIONS = {
    "outcomes": "Outcomes",
    "schedule": "Schedule",
    "dependencies": "Dependencies",
    "testing": "Testing, data",
    "cutover": "Cutover",
    "governance": "Governance",
    "vendors": "Vendors",
    "people": "People",
    "resources": "Resources",
    "ai": "AI",
}
"""Key and label of each dimension, in the order of the reports (rulings: Output)."""

ELSEWHERE = {
    "PAY003": "testing",
    "PAY004": "testing",
    "PAY005": "testing",
    "ERP004": "cutover",
    "ERP005": "cutover",
}
"""Rules whose subject is another dimension than their family's."""


def dimension_of(rule_id: str) -> str:
    """The dimension a rule is reported under; empty for findings about the check itself."""
    return ELSEWHERE.get(rule_id) or FAMILIES[rule_id[:3]].dimension if rule_id[:3] in FAMILIES else ""


def concerns(family: str, ctx: "Context") -> bool:
    """Whether a family is about this programme: its type is named, or the file holds what it is about (rulings)."""
    programme = ctx.programme
    types = programme.programme.types
    if family == "PAY":
        return bool("hris" in types or programme.payroll.pay_groups or ctx.holds("parallel_testing", "payroll_cutover"))
    if family == "ERP":
        return bool(
            "erp" in types or programme.rollout.waves or programme.rollout.entities or programme.landscape.interfaces
        )
    if family == "AIG":
        return bool("ai" in types or programme.ai_systems or ctx.holds_group("ai"))
    return True
