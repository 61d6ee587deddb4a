"""Structure: who on the business side takes over what the programme delivers."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Group
from programme_check.rules.context import Context, count, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import holders

ROLE = "business_change_manager"


class ChangeOwnerLimits(Limits, frozen=True):
    """From when on a change crosses functions."""

    functions: int = 2
    """Functions affected from which each needs a business change manager. Judgement; the role itself is MSP's."""


@rule(
    "STR004",
    "no-business-change-owner",
    title="A function has no business change manager",
    severity=Severity.WARNING,
    ladder=True,
    about=lambda ctx: list(ctx.programme.readiness.groups.values()),
    needs=("readiness.groups.*.function",),
    limits=ChangeOwnerLimits,
)
def no_business_change_owner(ctx: Context, groups: Sequence[Group]) -> Iterator[Hit | Lacking]:
    """People of several functions change how they work, and one of the functions has nobody who leads the change there.

    What: The groups under `readiness.groups` belong to two functions or more, and for one of these functions nobody holds
        the role `business_change_manager` on the status date. The function of a role is its `function`, else that of its
        holder.
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60.
    Why: The programme hands over to no one. Each function waits for another to tell its people what changes for them.
    Fix: Add to `roles` a `business_change_manager` with the `function`, somebody of that function.
    Wrong:
        readiness:
          groups:
            payroll-team: {people: 40, function: finance}
            managers: {people: 200, function: operations}
        roles: [{role: business_change_manager, holder: dana, function: finance}]
    Right:
        readiness:
          groups:
            payroll-team: {people: 40, function: finance}
            managers: {people: 200, function: operations}
        roles:
          - {role: business_change_manager, holder: dana, function: finance}
          - {role: business_change_manager, holder: sam, function: operations}
    Source: Managing Successful Programmes (MSP): the role of business change manager. One for each function is judgement.
    """
    silent = tuple(group.id for group in groups if not group.function)
    if silent:
        yield Lacking("readiness.groups.*.function", silent)
    affected: dict[str, list[Group]] = {}
    for group in groups:
        if group.function:
            affected.setdefault(plain(group.function), []).append(group)
    if len(affected) < ctx.limits(ChangeOwnerLimits).functions:
        return
    led, unknown = set(), False
    for held in holders(ctx, ROLE):
        person = ctx.programme.people.get(held.holder)
        function = ctx.programme.roles[int(held.path[1])].function or (person.function if person is not None else None)
        led.add(plain(function or ""))
        unknown = unknown or not function
    left = [function for function in affected if function not in led]
    if left and unknown:
        yield Lacking("roles.*.function")
    elif left:
        words = [f"{affected[function][0].function} ({names(affected[function])})" for function in left]
        entries = [f"`{{role: {ROLE}, function: {affected[function][0].function}, holder: ...}}`" for function in left]
        yield Hit(
            title="No function has a business change manager" if len(left) == len(affected) else None,
            message=f"The change reaches {count(len(affected), 'function')}, and nobody is business change manager for {listing(words, 8)}.",
            fix=f"Add {listing(entries, 8)} to `roles`.",
            at=("roles",),
        )


def plain(function: str) -> str:
    """The name of a function, however it is written."""
    return " ".join(function.lower().replace("-", " ").replace("_", " ").split())


def names(groups: Sequence[Group]) -> str:
    """The groups of one function, as a message lists them."""
    return listing([group.id for group in groups], 4)
