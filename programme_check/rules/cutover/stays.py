"""Cutover: until when each go-live needs support, and the people, contracts and systems that may be gone before."""

from collections.abc import Iterator
from typing import NamedTuple

from programme_check.findings import Path
from programme_check.model import Role, System, Vendor
from programme_check.rules.context import Context, day
from programme_check.rules.cutover.hypercare import care, extent
from programme_check.rules.shared.landing import Landing, is_later, landings, wave_of
from programme_check.schedule.scope import Scope, same_scope

VENDORS = frozenset({"system_integrator", "software", "migration", None})
"""Vendors whose product or work goes live: what assurance, change and other vendors do may be over by then."""
ROLES = ("senior_responsible_owner", "programme_manager", "solution_architect", "payroll_lead", "cutover_manager")
"""Roles without whose holder the first weeks of live work are hard to steer."""


class Stay(NamedTuple):
    """A go-live and the support that follows it."""

    landing: Landing
    until: int | None
    """The last day of hypercare."""
    care: frozenset[str]
    """The hypercare activities."""


class Ending(NamedTuple):
    """Somebody or something that will not be there any more from a day on."""

    id: str
    last: int
    message: str
    """What ends, as the beginning of a sentence."""
    fix: str
    path: Path
    stays: tuple[Stay, ...]
    """The go-lives that it is needed for."""
    unclear: bool = False
    """Whether nobody can tell which of several go-lives it is needed for; then only the first counts."""


def stays(ctx: Context) -> list[Stay]:
    """The go-lives that are ahead, or whose hypercare is not over yet, the earliest first."""
    if "stays" not in ctx.memo:
        ctx.memo["stays"] = sorted(find(ctx), key=lambda stay: (stay.landing.day is None, stay.landing.day or 0))
    found: list[Stay] = ctx.memo["stays"]
    return found


def find(ctx: Context) -> Iterator[Stay]:
    """Every go-live with its hypercare, those that the cutover rules leave out included."""
    ahead = landings(ctx)
    known, done = {landing.id for landing in ahead}, set()
    for live in ctx.plan.go_lives:
        activity = ctx.programme.activities[live.id]
        if live.id not in known and activity.kind == "go_live":
            wave = wave_of(ctx, live.id)
            ahead = [*ahead, Landing(live.id, activity.path, (), wave, is_later(ctx, wave), live.stated, live.stated)]
        if live.done:
            done.add(live.id)
    for landing in ahead:
        support = care(ctx, landing)
        _, until, _ = extent(ctx, landing, support)
        if landing.id not in done or (until is not None and until >= ctx.as_of):
            yield Stay(landing, until, frozenset(item.id for item in support))


def endings(ctx: Context) -> list[Ending]:
    """Contracts, people and old systems that the file gives a last day."""
    if "endings" not in ctx.memo:
        ctx.memo["endings"] = [*contracts(ctx), *people(ctx), *roles(ctx), *systems(ctx)]
    found: list[Ending] = ctx.memo["endings"]
    return found


def contracts(ctx: Context) -> Iterator[Ending]:
    """The contracts of vendors whose product or work goes live."""
    for vendor in ctx.programme.vendors.values():
        if vendor.contract is None or vendor.contract.end is None or vendor.role not in VENDORS:
            continue
        last = vendor.contract.end.day
        yield Ending(
            vendor.id,
            last,
            f"The contract with {vendor.name} ({vendor.id}) ends {day(last)}",
            f"Extend `contract.end` of {vendor.id}",
            (*vendor.path, "contract", "end"),
            concerned(ctx, vendor),
        )


def concerned(ctx: Context, vendor: Vendor) -> tuple[Stay, ...]:
    """The go-lives that a vendor works for; all where its work does not tell."""
    streams = {id for id, stream in ctx.programme.workstreams.items() if stream.vendor == vendor.id}
    scopes = {
        ctx.plan.scope(item.id)
        for item in ctx.programme.activities.values()
        if item.vendor == vendor.id or (item.vendor is None and item.workstream in streams)
    }
    mine = tuple(stay for stay in stays(ctx) if any(same_scope(one, ctx.plan.scope(stay.landing.id)) for one in scopes))
    return mine or tuple(stays(ctx))


def people(ctx: Context) -> Iterator[Ending]:
    """People whom a hypercare activity or the team of a wave names."""
    for person in ctx.programme.people.values():
        if person.until is None:
            continue
        mine = tuple(stay for stay in stays(ctx) if person.id in named(ctx, stay))
        if mine:
            name = f"{person.name} ({person.id})" if person.name else person.id
            message = f"{name} leaves the programme {day(person.until.day)}"
            fix = f"Extend `until` of {person.id}, or name somebody else"
            yield Ending(person.id, person.until.day, message, fix, (*person.path, "until"), mine)


def named(ctx: Context, stay: Stay) -> set[str]:
    """The people whom support after a go-live counts on."""
    found = set(stay.landing.wave.team) if stay.landing.wave is not None else set()
    for id in stay.care:
        activity = ctx.programme.activities[id]
        found.update(activity.resources)
        if activity.owner is not None:
            found.add(activity.owner)
    return found


def roles(ctx: Context) -> Iterator[Ending]:
    """Leading roles with a last day still ahead, and neither a deputy nor a successor."""
    for place, role in enumerate(ctx.programme.roles):
        last = leaves(ctx, role)
        if role.role not in ROLES or role.holder is None or last is None or last < ctx.as_of:
            continue
        if role.deputy is None and not any(follows(ctx, other, role, last) for other in ctx.programme.roles):
            yield Ending(
                role.holder,
                last,
                f"{role.holder} is {role.role.replace('_', ' ')} until {day(last)}, with no deputy and no successor",
                "Extend `until`, or name a `deputy` or a successor under `roles`",
                ("roles", place),
                tuple(stays(ctx)) if role.workstream is None else in_stream(ctx, role.workstream),
            )


def leaves(ctx: Context, role: Role) -> int | None:
    """The last day of the holder in a role, by the role's own word or the person's."""
    person = ctx.programme.people.get(role.holder) if role.holder is not None else None
    days = [one.day for one in (role.until, person.until if person is not None else None) if one is not None]
    return min(days, default=None)


def follows(ctx: Context, other: Role, role: Role, last: int) -> bool:
    """Whether somebody else holds the same role when it ends, and longer."""
    if other.holder in (None, role.holder) or (other.role, other.workstream) != (role.role, role.workstream):
        return False
    until = leaves(ctx, other)
    return until is None or until > last


def in_stream(ctx: Context, workstream: str) -> tuple[Stay, ...]:
    """The go-lives that a workstream works for."""
    scope = ctx.plan.scope_of_stream(workstream)
    return tuple(stay for stay in stays(ctx) if same_scope(scope, ctx.plan.scope(stay.landing.id)))


def systems(ctx: Context) -> Iterator[Ending]:
    """Old systems whose support, or the systems themselves, come to an end."""
    for system in ctx.programme.landscape.systems.values():
        known = (
            ("support of {} ends", "support_ends", system.support_ends),
            ("{} is available until", "available_until", system.available_until),
        )
        dated = sorted((moment.day, words, field) for words, field, moment in known if moment is not None)
        if not system.legacy or not dated:
            continue
        last, words, field = dated[0]
        name = f"{system.name} ({system.id})" if system.name else system.id
        message = words.format(name)
        mine, unclear = replaced(ctx, system)
        yield Ending(
            system.id,
            last,
            f"{message[0].upper()}{message[1:]} {day(last)}",
            f"Extend `{field}` of {system.id}",
            (*system.path, field),
            mine,
            unclear,
        )


def replaced(ctx: Context, system: System) -> tuple[tuple[Stay, ...], bool]:
    """The go-lives after which an old system can go, by the work that switches it off; and whether that is a guess."""
    scopes = [
        scope._replace(systems=frozenset())
        for item in ctx.plan.of_kind("legacy_decommission")
        if system.id in (scope := ctx.plan.scope(item.id)).systems
    ]
    every = tuple(stays(ctx))
    mine = tuple(stay for stay in every if any(meets(ctx, stay, scope) for scope in scopes))
    return (mine, False) if mine else (every, len(every) > 1)


def meets(ctx: Context, stay: Stay, scope: Scope) -> bool:
    """Whether a go-live shares a scope, systems aside."""
    return same_scope(scope, ctx.plan.scope(stay.landing.id))
