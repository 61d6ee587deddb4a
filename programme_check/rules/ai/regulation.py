"""The duties of the EU AI Act and the days from which they hold, kept as dated data in `regulation.yaml`."""

import datetime
import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from programme_check.model import AiSystem

Class = Literal["prohibited", "high", "limited", "minimal", "gpai"]
Role = Literal["provider", "deployer"]
PRODUCT = re.compile(r"\bannex\s+i\b", re.IGNORECASE)


class Duty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One duty. The comment at the head of `regulation.yaml` says what each field means."""

    duty: str
    name: str
    law: str
    from_: datetime.date = msgspec.field(name="from")
    was: datetime.date | None = None
    status_of_law: Literal["in_force", "agreed"]
    classes: tuple[Class, ...] = ()
    annex: Literal["I", "III"] | None = None
    roles: tuple[Role, ...] = ()
    workplace: bool = False
    source: str

    @property
    def day(self) -> int:
        """The first day on which it holds, a proleptic ordinal."""
        return self.from_.toordinal()


class Regulation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole table."""

    compiled: datetime.date
    duties: tuple[Duty, ...]


@cache
def regulation() -> Regulation:
    """The table that comes with the program; read when the first AI system is judged."""
    return parse(Path(__file__).with_name("regulation.yaml").read_bytes())


def parse(data: bytes) -> Regulation:
    """Read a table from YAML. Raises ValueError (msgspec's among them) for text that holds none."""
    from programme_check.document import read

    document, problems = read(data, "regulation.yaml")
    if document is None:
        raise ValueError("; ".join(problem.message for problem in problems))
    return msgspec.convert(document.data, Regulation)


def roles_of(system: AiSystem) -> frozenset[str]:
    """The roles in law that the organisation has for a system; empty where the file does not say.

    Whoever builds a system for their own use is both: provider and deployer.
    """
    if system.provider == "in_house" and system.role != "deployer":
        return frozenset({"provider", "deployer"})
    if system.role is not None:
        return frozenset({system.role})
    return frozenset({"deployer"}) if system.provider == "bought" else frozenset()


def applies(duty: Duty, system: AiSystem) -> bool | str:
    """Whether a duty holds for a system; the field that is missing where the file does not say."""
    risk = system.risk_class
    known = risk.eu_ai_act if risk is not None else None
    if duty.classes and known is not None and known not in duty.classes:
        return False
    product = risk is not None and PRODUCT.search(risk.basis or "") is not None
    if duty.annex is not None and duty.annex != ("I" if product else "III"):
        return False
    roles = roles_of(system)
    if duty.roles and roles and roles.isdisjoint(duty.roles):
        return False
    if duty.workplace and system.workplace_use is not None and not system.workplace_use:
        return False
    if duty.classes and known is None:
        return "risk_class.eu_ai_act"
    if duty.roles and not roles:
        return "role"
    if duty.workplace and system.workplace_use is None:
        return "workplace_use"
    return True
