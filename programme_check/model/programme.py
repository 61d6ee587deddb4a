"""The whole programme file, section by section."""

from msgspec import field

from programme_check.findings import Path
from programme_check.model.ai import AiSystem
from programme_check.model.base import Record
from programme_check.model.governance import Decision, Forum, Outcome
from programme_check.model.landscape import Landscape
from programme_check.model.payroll import Payroll
from programme_check.model.people import Person, Role, Team
from programme_check.model.plan import Blackout, Calendar, Freeze, GoLiveWindow, Header
from programme_check.model.raid import Assumption, ExternalDependency, Issue, Risk, Waiver
from programme_check.model.readiness import Readiness
from programme_check.model.rollout import Rollout
from programme_check.model.values import Version
from programme_check.model.vendors import ChangeRequest, Requirement, RequirementSummary, Vendor
from programme_check.model.work import Activity
from programme_check.model.workstreams import Gate, Workstream


class Index:
    """What `build` works out from a file once its records are made."""

    def __init__(self) -> None:
        self.activities: dict[str, Activity] = {}
        self.work: dict[str, Activity | Gate] = {}
        self.left_out: tuple[Path, ...] = ()
        self.sections: frozenset[str] = frozenset()


class Programme(Record, frozen=True):
    """A programme file. Facts about the programme stand here; how it is judged stands in the settings file."""

    schema_version: Version
    """The version of this format. Always 1. Example: 1"""
    programme: Header
    """The programme: its name, its types, the day the file describes."""
    calendars: dict[str, Calendar] = {}
    """The days and hours on which work is done, each calendar under its id.
    Example: {standard: {holidays: [2027-05-03]}}"""
    blackouts: dict[str, Blackout] = {}
    """Days on which nothing may go live, each stretch under its id.
    Example: {tax-year-end: {from: 2027-03-29, to: 2027-04-09, reason: year-end filing}}"""
    freezes: dict[str, Freeze] = {}
    """Days on which something may not be changed, each stretch under its id.
    Example: {change-freeze: {from: 2027-04-19, to: 2027-05-07, kind: configuration}}"""
    go_live_windows: dict[str, GoLiveWindow] = {}
    """The days on which a go-live is allowed, each window under its id.
    Example: {payroll: {every: pay_period_start, of: monthly-paid}}"""
    people: dict[str, Person] = {}
    """The people of the programme, each under an id. Example: {dana: {name: Dana Ortiz, organisation: client}}"""
    teams: dict[str, Team] = {}
    """People who are planned together, each team under its id.
    Example: {etl-team: {name: Migration team, people: 6}}"""
    roles: tuple[Role, ...] = ()
    """Who holds which role; one person may hold several. Example: [{role: programme_manager, holder: priya}]"""
    outcomes: dict[str, Outcome] = {}
    """What the organisation set out to achieve, each outcome under its id.
    Example: {one-payroll: {name: Pay errors under 0.5 %, owner: cfo}}"""
    workstreams: dict[str, Workstream] = {}
    """The strands of work with their activities, each under its id.
    Example: {data-migration: {name: Data migration, kind: data_migration}}"""
    gates: dict[str, Gate] = {}
    """Points at which somebody decides whether to go on, each under its id.
    Example: {go-no-go-uk: {name: UK go/no-go, kind: go_no_go, date: 2027-04-26}}"""
    forums: dict[str, Forum] = {}
    """Groups of people who decide, each under its id.
    Example: {steering: {name: Steering committee, kind: steering}}"""
    decisions: dict[str, Decision] = {}
    """What has to be, or has been, decided, each under its id.
    Example: {d-scope: {title: First release, status: open}}"""
    vendors: dict[str, Vendor] = {}
    """Companies that deliver a part of it, each under its id. Example: {brightpath: {name: Brightpath}}"""
    change_requests: dict[str, ChangeRequest] = {}
    """Changes somebody asks for, each under its id. Example: {cr-7: {title: Extra pay elements, status: approved}}"""
    requirements: dict[str, Requirement] = {}
    """What the solution must do, one by one under an id, or as `summary: {total, traced}`, or both.
    Example: {summary: {total: 320, traced: 310}}"""
    requirements_summary: RequirementSummary | None = field(default=None, name="!requirements_summary")
    readiness: Readiness = field(default_factory=Readiness)
    """The people who must be ready, and the care they get once they are live."""
    rollout: Rollout = field(default_factory=Rollout)
    """The entities the change reaches, and the waves it reaches them in."""
    payroll: Payroll = field(default_factory=Payroll)
    """Who is paid when."""
    landscape: Landscape = field(default_factory=Landscape)
    """Systems, interfaces, environments and data objects."""
    ai_systems: dict[str, AiSystem] = {}
    """Systems that predict, recommend or decide, each under its id. Example: {cv-screening: {name: CV screening}}"""
    risks: dict[str, Risk] = {}
    """What may happen, each risk under its id. Example: {r-4: {title: Net pay does not match, owner: dana}}"""
    issues: dict[str, Issue] = {}
    """What has happened and has to be dealt with, each under its id.
    Example: {i-11: {title: Leavers without tax code}}"""
    assumptions: dict[str, Assumption] = {}
    """What is taken for granted, each under its id. Example: {a-2: {title: Bank format unchanged}}"""
    external_dependencies: dict[str, ExternalDependency] = {}
    """What others have to deliver, each under its id. Example: {x-9: {name: December ledger, needed_by: 2027-01-06}}"""
    waivers: tuple[Waiver, ...] = ()
    """Findings somebody has accepted, until a day.
    Example: [{rule: too-few-parallel-runs, target: monthly-paid, reason: agreed, expires: 2027-03-31}]"""
    include: tuple[str, ...] = ()
    """Other files whose sections belong here too, from this file's folder. Example: [workstreams/*.yaml]"""

    index: Index = field(default_factory=Index, name="!index")

    @property
    def activities(self) -> dict[str, Activity]:
        """Every activity and milestone of all workstreams by id, in the order of the file."""
        return self.index.activities

    @property
    def work(self) -> dict[str, Activity | Gate]:
        """Every activity, milestone and gate by id."""
        return self.index.work

    @property
    def left_out(self) -> tuple[Path, ...]:
        """The parts that do not fit the format and are therefore not judged."""
        return self.index.left_out

    def has(self, section: str) -> bool:
        """Whether a section (`people`, `landscape.systems`) is in the file and holds anything."""
        return section in self.index.sections
