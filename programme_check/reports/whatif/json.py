"""The answers for programs. Their shapes are contracts, stable under `"version": 1`."""

from collections.abc import Sequence
from typing import Any

from programme_check.reports.json import encode, iso, number
from programme_check.whatif.chain import Effect
from programme_check.whatif.decisions import Waiting
from programme_check.whatif.delay import ChainReaction, GoLiveMove
from programme_check.whatif.readiness import Pair


def answer(file: str, name: str, body: dict[str, Any]) -> str:
    """An answer about the programme of this name in a file."""
    return encode({"version": 1, "programme": name, "file": file, **body})


def delay(found: ChainReaction) -> dict[str, Any]:
    """A chain reaction."""
    impact = found.impact
    return {
        "mode": found.mode,
        "delays": {id: number(days) for id, days in found.delays.items()},
        "missing_days": number(found.missing_days),
        "go_live": [go_live(one) for one in found.go_lives],
        "margin": [{"id": one.id, "days": number(one.days), "used": number(one.used)} for one in found.margins],
        "effects": [effect(one) for one in found.effects],
        "readiness": pair(impact.readiness),
        "hypercare_weeks": pair(impact.weeks),
        "hypercare_cost": pair(impact.cost),
        "delay_cost": number(found.delay_cost),
        "left_out": found.left_out,
        "model": {
            "basis": "model, not measurement",
            "tests_lost": impact.tests_lost,
            "training_lost": impact.training_lost,
            "tests_on_readiness": impact.model.tests_on_readiness,
            "training_on_readiness": impact.model.training_on_readiness,
            "tests_on_hypercare": impact.model.tests_on_hypercare,
            "readiness_on_hypercare": impact.model.readiness_on_hypercare,
        },
    }


def go_live(one: GoLiveMove) -> dict[str, Any]:
    """What becomes of a go-live."""
    return {
        "id": one.id,
        "planned": iso(one.planned),
        "before": iso(one.before),
        "after": iso(one.after),
        "slip_days": number(one.slip_days),
    }


def effect(one: Effect) -> dict[str, Any]:
    """What becomes of an item or an outcome."""
    return {
        "id": one.id,
        "order": one.order,
        "workstream": one.workstream,
        "start": [iso(day) for day in one.start],
        "finish": [iso(day) for day in one.finish],
        "slip_days": number(one.slip_days),
        "compressed_days": number(one.compressed_days),
        "absorbed_days": number(one.absorbed_days),
    }


def pair(values: Pair | None) -> list[float | None] | None:
    """A value before and after."""
    return None if values is None else [number(value) for value in values]


def decisions(found: Sequence[Waiting]) -> dict[str, Any]:
    """The open decisions."""
    return {"decisions": [decision(one) for one in found]}


def decision(one: Waiting) -> dict[str, Any]:
    """One open decision."""
    return {
        "id": one.id,
        "needed_by": iso(one.needed_by),
        "free_until": iso(one.free_until),
        "class": one.kind,
        "waiting": [
            {"weeks": week.weeks, "slip_days": number(week.slip_days), "cost": number(week.cost)}
            for week in one.waiting
        ],
        "title": one.title,
        "owner": one.owner,
        "forum": one.forum,
        "meetings": [iso(day) for day in one.meetings],
        "blocks": one.blocks,
        "dependents": one.dependents,
        "breaks": one.breaks,
    }
