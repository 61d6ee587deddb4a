"""Whether somebody speaks for the business, or for those who build and run the change."""

from typing import NamedTuple

from programme_check.rules.context import Context
from programme_check.rules.shared.held import holders

BUSINESS = ("senior_responsible_owner", "sponsor", "business_change_manager", "process_owner", "benefit_owner")
DELIVERY = (
    "programme_manager",
    "project_manager",
    "programme_office_lead",
    "workstream_lead",
    "test_manager",
    "solution_architect",
    "cutover_manager",
    "vendor_manager",
    "vendor_lead",
)
"""Roles that build or run the change; whoever holds one of these alone does not speak for the business."""
TECHNICAL = frozenset({"technology", "it", "ict", "information technology"})
"""How the function that runs the systems is written."""


class Standing(NamedTuple):
    """Where somebody stands."""

    against: str = ""
    """Why the person does not speak for the business, as the end of a sentence that begins with `who`; else empty."""
    known: bool = True
    """Whether the file says enough to tell."""


def standing(ctx: Context, person: str) -> Standing:
    """Whether a person speaks for the business on the status date: by a role, else by organisation and function."""
    if any(role.holder == person for role in holders(ctx, *BUSINESS)):
        return Standing()
    listed = ctx.programme.people.get(person)
    if listed is not None and listed.organisation in ctx.programme.vendors:
        return Standing("belongs to a vendor")
    if listed is not None and listed.function is not None and listed.function.lower() in TECHNICAL:
        return Standing(f"belongs to the {listed.function} function")
    if any(role.holder == person for role in holders(ctx, *DELIVERY)):
        return Standing("delivers the change")
    return Standing(known=listed is not None and listed.function is not None)
