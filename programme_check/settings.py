"""How a programme is judged: the settings file, `.programme-check.yaml`. Facts stand in the programme file instead."""

from typing import Annotated, Any, Literal

import msgspec

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Whole = Annotated[int, msgspec.Meta(ge=0)]
Factor = Annotated[float, msgspec.Meta(ge=0)]


class DelayModel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How lost test and training days act on readiness and on the care needed after go-live."""

    tests_on_readiness: Factor = 0.25
    """How much of the readiness is lost when all test days are lost. Example: 0.25"""
    training_on_readiness: Factor = 1.0
    """How much of the readiness is lost when all training days are lost or fall after go-live. Example: 1.0"""
    tests_on_hypercare: Factor = 1.0
    """How much longer hypercare lasts when all test days are lost, as a multiple. Example: 1.0"""
    readiness_on_hypercare: Factor = 1.0
    """How much longer hypercare lasts when nobody is ready, as a multiple. Example: 1.0"""


class Drivers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which activities tend to be late together, for schedule risk."""

    by: Literal["vendor", "workstream", "kind"] | None = None
    """What late activities have in common. Example: vendor"""
    correlation: Share = 0.0
    """How closely they hang together, from 0 (not at all) to 1 (entirely). Example: 0.3"""


class Ladder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When something that is absent turns from information to a warning and to an error as go-live comes nearer."""

    warning: Whole = 180
    """The calendar days before go-live from which it is a warning. Judgement. Example: 180"""
    error: Whole = 60
    """The calendar days before go-live inside which it is an error. Judgement. Example: 60"""


class ReportSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a report says about the organisation it is made for."""

    organisation: str | None = None
    """The name at the top of a steering pack and of Markdown. Example: Northwind"""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a programme is judged. The command line comes before this file, and this file before the defaults."""

    profile: str | None = None
    """What to build on: starter, standard, assurance, or another settings file. Example: starter"""
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    """The lowest level of finding at which the exit status is 1. Example: warning"""
    select: tuple[str, ...] = ()
    """The only rules to run: ids, names or families; all when absent. Example: [PAY, CUT001]"""
    ignore: tuple[str, ...] = ()
    """Rules not to run: ids, names or families. Example: [isolated-workstream]"""
    min_population: Whole = 20
    """The smallest number of activities for which a share is worth judging. Example: 20"""
    tolerance_days: Factor = 0
    """Working days by which dates may miss their logic without a finding. Example: 0"""
    same_day_handover: bool = True
    """Whether work may start on the day on which what it waits for finishes. Example: true"""
    ladder: Ladder = Ladder()
    """When something that is absent becomes a warning and an error. Example: {warning: 120, error: 45}"""
    rules: dict[str, dict[str, Any]] = {}
    """Level and limits of single rules, by id or name.
    Example: {long-activity: {limit: 60d}, training-badly-timed: {severity: info}}"""
    delay_model: DelayModel = DelayModel()
    """How lost test and training days act on readiness and hypercare. Example: {tests_on_readiness: 0.25}"""
    drivers: Drivers = Drivers()
    """Which activities tend to be late together. Example: {by: vendor, correlation: 0.3}"""
    packs: tuple[str, ...] = ()
    """Files with further rules, relative to this file. Example: [rules/our-pmo.yaml]"""
    report: ReportSettings = ReportSettings()
    """What a report says about the organisation. Example: {organisation: Northwind}"""
