"""AI systems in the order of work: which a use is about, whom they touch, and what makes their data."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from programme_check.model import AiSystem
    from programme_check.schedule.plan import Plan


def systems_of(plan: "Plan", use: str) -> "list[AiSystem]":
    """The AI systems that a use is about: those its scope names.

    Where it names none, the systems that no other use of its kind names; where there are none of these, all.
    """
    systems = plan.programme.ai_systems
    named = plan.scope(use).ai_systems
    if not named:
        kind = plan.programme.work[use].kind
        known: dict[str, frozenset[str]] = plan.known.setdefault("AI systems named by kind", {})
        if kind not in known:
            known[kind] = frozenset().union(*(plan.scope(other.id).ai_systems for other in plan.of_kinds((kind,))))
        named = frozenset(systems) - known[kind] or frozenset(systems)
    return [system for id, system in systems.items() if id in named]


def touches(system: "AiSystem") -> bool | None:
    """Whether a system works on personal data or affects individuals; None where the file does not say."""
    answers = (system.personal_data, system.affects_individuals)
    if any(answers):
        return True
    return None if None in answers else False


def assessed_on(system: "AiSystem") -> list[int]:
    """The days on which assessments that will do for a system are, or were, complete."""
    will_do = ("dpia",) if system.personal_data else ("dpia", "fria", "aiia")
    return [entry.completed.day for kind, entry in system.assessments.items() if kind in will_do and entry.completed]


def recorded(plan: "Plan", system: "AiSystem", use: str) -> bool:
    """Whether an assessment is recorded as complete by the start of a use, or nothing can be moved any more."""
    start, over = plan.start(use), plan.dates(use).complete
    return any(start is None or done <= start or (over and done <= plan.as_of) for done in assessed_on(system))


def assessed(plan: "Plan", use: str) -> bool | None:
    """Whether all systems of a use that may touch people are assessed by its start; None where none touches anybody."""
    if not plan.programme.ai_systems:
        return False
    touching = [system for system in systems_of(plan, use) if touches(system) is not False]
    return all(recorded(plan, system, use) for system in touching) if touching else None


def makers(plan: "Plan", evaluation: str) -> tuple[frozenset[str], frozenset[str]]:
    """The work that the data sources of an evaluation's systems name, and that which those of any system name."""
    named: dict[str, frozenset[str]] | None = plan.known.get("makers of data")
    if named is None:
        named = plan.known["makers of data"] = {
            id: frozenset(
                one for source in system.data_sources.values() for one in (source.pipeline, source.quality_check) if one
            )
            for id, system in plan.programme.ai_systems.items()
        }
    mine = (named[system.id] for system in systems_of(plan, evaluation))
    return frozenset().union(*mine), frozenset().union(*named.values())
