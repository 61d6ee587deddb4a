"""Structure: the one person who is accountable."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context, count, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared.held import OWNERS, holders, named, programme_wide


@rule(
    "STR002",
    "no-single-accountable-owner",
    title="Nobody is the single accountable owner",
    severity=Severity.ERROR,
    about=lambda ctx: [ctx.programme],
)
def no_single_accountable_owner(ctx: Context, programmes: Sequence[object]) -> Iterator[Hit | Lacking]:
    """The programme has no accountable owner, or more than one, or one who does not belong to the client.

    What: On the status date the role `senior_responsible_owner` (or, where there is none, `sponsor`) is held by nobody or
        by more than one person, or its holder belongs to a vendor.
    Levels: nobody: information more than 180 days before go-live, a warning to 60 days, an error inside 60; two
        holders, or one from a vendor: an error.
    Why: Accountability that is shared is nobody's. Unclear lines of accountability were a named cause of the Queensland
        Health payroll failure.
    Fix: Name one `senior_responsible_owner` in `roles`, a person of the organisation that benefits.
    Wrong:
        roles:
          - {role: senior_responsible_owner, holder: dana}
          - {role: senior_responsible_owner, holder: omar}
    Right:
        roles: [{role: senior_responsible_owner, holder: dana}]
        people: {dana: {name: Dana Ortiz, organisation: client}}
    Source: Guidance on the senior responsible owner (Northern Ireland Department of Finance; Scottish Government): one
        accountable person. Queensland Auditor-General, Report 7 for 2010.
    """
    owners = programme_wide(holders(ctx, OWNERS[0])) or programme_wide(holders(ctx, OWNERS[1]))
    people = ctx.programme.people
    if not owners:
        yield Hit(
            message="Nobody holds the role of senior responsible owner on the status date.",
            fix="Add `{role: senior_responsible_owner, holder: ...}` to `roles`.",
            at=("roles",),
            severity=ctx.ladder(),
            absent=True,
        )
    elif len({owner.holder for owner in owners}) > 1:
        named_owners = listing(sorted({named(ctx, owner.holder) for owner in owners}))
        yield Hit(
            title="More than one accountable owner",
            message=f"{count(len(owners), 'person', 'people')} hold the role of {owners[0].words}: {named_owners}.",
            fix="Leave one holder, and give the others another role.",
            at=owners[1].path,
        )
    elif owners[0].holder in people and people[owners[0].holder].organisation in ctx.programme.vendors:
        yield Hit(
            title="The accountable owner belongs to a vendor",
            message=f"The {owners[0].words} belongs to the vendor {people[owners[0].holder].organisation}.",
            fix="Name an owner from the organisation that benefits.",
            at=owners[0].path,
        )
    elif people and (owners[0].holder not in people or not people[owners[0].holder].organisation):
        yield Lacking("people.*.organisation", (owners[0].holder,))
