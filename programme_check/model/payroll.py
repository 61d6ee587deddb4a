"""Who is paid when, and what happens if the first run fails."""

from typing import Literal

from programme_check.model.base import Entity, PersonId, Record, RolloutEntityId
from programme_check.model.times import Moment
from programme_check.model.values import Count, YesNo


class Contingency(Record, frozen=True):
    """How people are paid if the first live run fails."""

    method: str | None = None
    """What is done. Example: rerun last net pay"""
    owner: PersonId | None = None
    """Who decides it. Example: dana"""
    decide_by: Moment | None = None
    """The last moment to decide. Example: 2027-05-25T12:00"""


class PayGroup(Entity, frozen=True):
    """People who are paid on the same days by the same rules."""

    name: str | None = None
    """What it is called. Example: Monthly paid"""
    entity: RolloutEntityId | None = None
    """The entity that pays them. Example: uk"""
    frequency: Literal["weekly", "biweekly", "semimonthly", "monthly"] | None = None
    """How often they are paid. Example: monthly"""
    headcount: Count | None = None
    """How many people it has. Example: 3500"""
    employee_types: tuple[str, ...] = ()
    """The types of employees in it. Example: [salaried, hourly]"""
    complex_rules: YesNo | None = None
    """Whether its pay rules are complex, as with union agreements: yes or no. Example: true"""
    first_live_period: str | None = None
    """The first pay period run by the new payroll. Example: 2027-05"""
    first_period_start: Moment | None = None
    """The first day of that period; all others are counted from it. Example: 2027-05-01"""
    pay_day: Moment | None = None
    """The first pay day of the new payroll. Example: 2027-05-28"""
    bank_cutoff: Moment | None = None
    """The last moment to send the payment file. Example: 2027-05-25T15:00"""
    tax_year_start: Moment | None = None
    """The first day of the tax year. Example: 2027-04-06"""
    contingency: Contingency | None = None
    """How people are paid if the first run fails. Example: {method: rerun last net pay, owner: dana}"""


class Payroll(Record, frozen=True):
    """Who is paid when."""

    pay_groups: dict[str, PayGroup] = {}
    """People paid on the same days, each group under its id.
    Example: {monthly-paid: {frequency: monthly, headcount: 3500}}"""
