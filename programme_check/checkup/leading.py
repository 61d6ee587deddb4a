"""Project, programme or borderline, and whether the leadership fits: the answer of `structure`."""

from typing import TYPE_CHECKING, Literal

import msgspec

from programme_check.words import count, listing

if TYPE_CHECKING:
    from programme_check.checkup.opened import Opened
    from programme_check.model import Programme
    from programme_check.schedule.structure import Structure


class Signal(msgspec.Struct, frozen=True):
    """One of the signs by which a programme is told from a project."""

    key: str
    present: bool
    says: str


class Leading(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on the structure of the work and on its leadership."""

    verdict: Literal["project", "programme", "borderline"]
    signals: tuple[Signal, ...]
    led_by: str | None
    """The leading role, such as `project_manager`; None where nobody is named."""
    fits: bool
    """Whether that role, with the evidence in the file, is what this structure needs."""
    why: str
    tips: tuple[str, ...]
    """For a borderline case: what would make it a project or a programme, each a clause after `if`."""
    missing: tuple[str, ...]
    """What the file lacks for such a structure to be led, a sentence each."""


def leading(found: "Opened") -> Leading:
    """Judge the structure. Works on a file without dates, so that it can be asked before there is a plan."""
    from programme_check.rules.engine import run
    from programme_check.rules.registry import catalogue

    rules = [rule for id, rule in catalogue().items() if id.startswith("STR")]
    findings = run(found.context(), rules).findings
    structure = found.plan.structure
    misled = [finding for finding in findings if finding.rule == "STR001"]
    led_by = structure.leader.role if structure.leader is not None else None
    why = f"{misled[0].message} {misled[0].why}" if misled else fitting(structure.verdict, led_by)
    return Leading(
        verdict=structure.verdict,
        signals=signals(found.programme, structure),
        led_by=led_by,
        fits=not misled and led_by is not None,
        why=why,
        tips=structure.tips,
        missing=(*(f"{one.message} {one.fix}" for one in findings if one.rule != "STR001"), *unsaid(found.programme)),
    )


def fitting(verdict: str, led_by: str | None) -> str:
    """Why the leadership fits, or that nobody is named to lead."""
    if led_by is None:
        return "Nobody is named to lead it: give `programme_manager` or `project_manager` a holder in `roles`."
    who = led_by.replace("_", " ")
    if verdict == "project":
        return f"A {who} leads it, and one defined piece of work needs no more."
    if verdict == "programme":
        return f"A {who} leads it, and the file names what shows that they can lead across workstreams."
    return f"A {who} leads it. Either would do for now; ask again when the plan grows."


def signals(programme: "Programme", found: "Structure") -> tuple[Signal, ...]:
    """The signs, those that are there and those that are not, in the order in which they weigh."""
    between = count(found.crossings, "dependency", "dependencies")
    functions = f"people of {len(found.functions)} functions change how they work: {listing(found.functions, 4)}"
    vendors = f"{count(len(programme.vendors), 'vendor')} whose deliveries have to be coordinated"
    says = {
        "several_workstreams": (found.workstreams > 1, count(found.workstreams, "workstream"), ""),
        "interdependent": (
            found.crossings > 0,
            f"{between} between workstreams, by a link or by the nature of the work",
            "",
        ),
        "vendor_coordination": (found.vendors, vendors, "no vendor whose deliveries have to be coordinated"),
        "cross_functional_change": (len(found.functions) > 1, functions, "no change across functions"),
        "executive_governance": (
            found.governance,
            "executives decide: a steering forum, or a senior responsible owner",
            "no steering forum and no senior responsible owner",
        ),
        "scope_defined": (
            found.scope_defined,
            "every workstream says that its scope is agreed",
            "not every workstream says that its scope is agreed",
        ),
    }
    return tuple(Signal(key, there, yes if there else no or yes) for key, (there, yes, no) in says.items())


def unsaid(programme: "Programme") -> list[str]:
    """What shows that a workstream is planned work, and is not in the file: scope, dates and budget."""
    streams = sorted(programme.workstreams.values(), key=lambda stream: stream.id)
    dated = {
        activity.workstream
        for activity in programme.activities.values()
        if activity.start is not None or activity.finish is not None
    }
    lacks = {
        "scope: add `scope_statement`": [one.id for one in streams if one.scope_statement is None],
        "dates: add `start` and `finish` to its activities": [one.id for one in streams if one.id not in dated],
        "budget: add `budget`": [one.id for one in streams if one.budget is None],
    }
    return [
        f"{count(len(ids), 'workstream has no', 'workstreams have no')} {what} ({listing(ids, 6)})."
        for what, ids in lacks.items()
        if ids
    ]
