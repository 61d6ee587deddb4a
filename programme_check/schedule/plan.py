"""The plan of a programme: the one thing that rules ask about dates, order, scope and go-lives.

Everything is worked out when it is first asked for, and kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from programme_check.model.kinds import GROUPS, sub_kinds
from programme_check.model.links import LinkType
from programme_check.model.times import Span
from programme_check.model.work import Activity
from programme_check.schedule.calendar import Calendar
from programme_check.schedule.calendars import Calendars
from programme_check.schedule.conditions import Reconciliations
from programme_check.schedule.dates import Dates, activity_dates, gate_dates
from programme_check.schedule.forecasts import Forecasts
from programme_check.schedule.gaps import End, gap_days
from programme_check.schedule.golive import GoLive, GoLives
from programme_check.schedule.links import Ends, Link, declared
from programme_check.schedule.loads import TestLoads
from programme_check.schedule.memo import Memo
from programme_check.schedule.network import Network
from programme_check.schedule.precedence import RowMatch, matches
from programme_check.schedule.rows import Row, catalogue
from programme_check.schedule.scope import Scope, Scopes, same_scope
from programme_check.schedule.structure import Structure, structure
from programme_check.schedule.windows import Windows
from programme_check.words import day

if TYPE_CHECKING:
    from programme_check.model import Gate, Programme


class PlanSettings(Protocol):
    """The settings a plan depends on."""

    @property
    def same_day_handover(self) -> bool:
        """Whether work may start on the day on which what it waits for finishes."""
        ...

    @property
    def tolerance_days(self) -> float:
        """Working days by which dates may miss a precedence row without breaking it."""
        ...


class Plan(Forecasts):
    """Dates, links and go-lives of a programme as of its status date, or of `as_of` (a proleptic ordinal)."""

    def __init__(
        self,
        programme: "Programme",
        settings: PlanSettings,
        *,
        as_of: int | None = None,
        rows: tuple[Row, ...] | None = None,
    ) -> None:
        self.programme = programme
        self.as_of = programme.programme.status_date.day if as_of is None else as_of
        self.same_day = settings.same_day_handover
        self.tolerance = settings.tolerance_days
        self.calendars = Calendars(programme)
        self._rows = rows
        self._scopes = Scopes(programme)
        # Asked some thirty times per item in one check: tables, so that an answer that is there costs no call.
        self.calendar_of: Callable[[str], Calendar] = Memo(self._calendar_of).__getitem__
        """The calendar an item is worked on; the programme's own for any other id."""
        self.dates: Callable[[str], Dates] = Memo(self._dates_of).__getitem__
        """The effective dates of an activity, milestone or gate. Raises KeyError for any other id."""
        self.end: Callable[[str], End] = Memo(self._end_of).__getitem__
        """An item as one end of a link."""
        self.scope: Callable[[str], Scope] = Memo(self._scope_of).__getitem__
        """What an item is about, inherited scope included. Raises KeyError for an unknown id."""
        self._ends = Ends(programme, self.dates)
        self.known: dict[str, Any] = {}
        """What modules beside this one have worked out for this plan, by their own names."""

    def _calendar_of(self, id: str) -> Calendar:
        item = self.programme.work.get(id)
        return self.calendars.of(item) if item is not None else self.calendars.default

    def _dates_of(self, id: str) -> Dates:
        item = self.programme.work[id]
        if isinstance(item, Activity):
            return activity_dates(item, self.calendar_of(id), self.as_of)
        return gate_dates(item, self.calendar_of(id))

    def _end_of(self, id: str) -> End:
        return End(self.dates(id), self.calendar_of(id))

    def _scope_of(self, id: str) -> Scope:
        return self._scopes.of(self.programme.work[id])

    def start(self, id: str) -> int | None:
        """The effective first day, a proleptic ordinal; None where nothing gives it."""
        return self.dates(id).start

    def finish(self, id: str) -> int | None:
        """The effective last day, included; None where nothing gives it."""
        return self.dates(id).finish

    def date_faults(self, id: str) -> list[str]:
        """What is wrong with how an item's planned dates fit together, as clauses with `its` for the item."""
        dates = self.dates(id)
        faults = []
        if dates.no_work:
            faults.append("its calendar has no working time between its dates")
        if dates.finish_by_duration is not None:
            would = day(dates.finish_by_duration)
            faults.append(f"its start and duration give a finish of {would}, and another is written")
        return faults

    def gap(self, pred: str, succ: str, relation: LinkType, lag: Span | None) -> float | None:
        """Working days by which the successor has to move later for a link to hold; 0 when it holds.

        None where a date it takes is missing.
        """
        return gap_days(self.end(pred), self.end(succ), relation, lag, self.same_day)

    @cached_property
    def links(self) -> list[Link]:
        """The declared links between items that are not cancelled, with workstreams as ends resolved."""
        return list(declared(self.programme, self._ends))

    @cached_property
    def network(self) -> Network:
        """The declared links as a graph."""
        return Network(self.programme, self._ends)

    @property
    def cycles(self) -> list[list[str]]:
        """One shortest loop per set of items that wait for one another."""
        return self.network.cycles

    def reaches(self, pred: str, succ: str) -> bool:
        """Whether a path of declared links leads from one item to another."""
        return self.network.reaches(pred, succ)

    def scope_of_stream(self, id: str) -> Scope:
        """What a workstream is about; no limit for an unknown id."""
        return self._scopes.of_stream(id)

    def same_scope(self, one: str, other: str) -> bool:
        """Whether two items concern the same systems, entities, waves, pay groups and AI systems."""
        return same_scope(self.scope(one), self.scope(other))

    @cached_property
    def _by_kind(self) -> "dict[str, list[tuple[int, Activity | Gate]]]":
        kinds: dict[str, list[tuple[int, Activity | Gate]]] = defaultdict(list)
        for place, item in enumerate(self.programme.work.values()):
            if item.status != "cancelled":
                kinds[item.kind].append((place, item))
        return dict(kinds)

    def of_kinds(self, kinds: Iterable[str]) -> "list[Activity | Gate]":
        """The items of exactly these kinds that are not cancelled, in the order of the file."""
        found = [self._by_kind[kind] for kind in kinds if kind in self._by_kind]
        if len(found) == 1:
            return [item for _, item in found[0]]
        return [item for _, item in sorted((pair for items in found for pair in items), key=lambda pair: pair[0])]

    def of_kind(self, kind: str) -> "list[Activity | Gate]":
        """The items of a kind or its sub-kinds that are not cancelled, in the order of the file.

        Gates are among them: go_no_go_preliminary counts as go_no_go, stage and exit as gate_review.
        """
        return self.of_kinds(sub_kinds(kind))

    def of_group(self, group: str) -> "list[Activity | Gate]":
        """The items whose kind is in a group of the vocabulary, such as `test`."""
        return self.of_kinds({sub for kind in GROUPS[group] for sub in sub_kinds(kind)})

    @property
    def rows(self) -> tuple[Row, ...]:
        """The precedence rows in force."""
        return catalogue() if self._rows is None else self._rows

    @cached_property
    def matches(self) -> list[RowMatch]:
        """Every match of the precedence rows, in order of rows and of successors in the file."""
        return matches(self, self.rows)

    @cached_property
    def _by_row(self) -> dict[int, list[RowMatch]]:
        rows = defaultdict(list)
        for match in self.matches:
            rows[match.row.number].append(match)
        return dict(rows)

    def row_matches(self, *numbers: int) -> list[RowMatch]:
        """The matches of these rows."""
        return [match for number in numbers for match in self._by_row.get(number, ())]

    @cached_property
    def _reconciliations(self) -> Reconciliations:
        return Reconciliations(self)

    def reconciled_on(self, load: str) -> int | None:
        """The day by which a load is reconciled with its source; None when it is not, not even in plan.

        That is the day of its result, else the finish of the first reconciliation in the same scope after the load.
        """
        item = self.programme.activities.get(load)
        if item is not None and item.results is not None and item.results.reconciled_on is not None:
            return item.results.reconciled_on.day
        return self._reconciliations.after(load) if item is not None else None

    @cached_property
    def test_loads(self) -> TestLoads:
        """The loads that tests work on."""
        return TestLoads(self)

    @cached_property
    def wave_order(self) -> dict[str, int]:
        """The place of every wave among the waves, by `order`; waves of the same order share a place."""
        orders = {id: wave.order for id, wave in self.programme.rollout.waves.items() if wave.order is not None}
        places = {order: place for place, order in enumerate(sorted(set(orders.values())))}
        return {id: places[order] for id, order in orders.items()}

    @cached_property
    def _lives(self) -> GoLives:
        return GoLives(self)

    @property
    def go_lives(self) -> list[GoLive]:
        """The go-lives of the programme, in the order of the file."""
        return self._lives.all

    def go_live_for(self, id: str | None) -> GoLive | None:
        """The go-live that an item, wave, workstream or anything else works towards; the earliest open one for None."""
        return self._lives.concerning(id)

    @cached_property
    def windows(self) -> Windows:
        """The days on which the programme may go live."""
        return Windows(self)

    @cached_property
    def structure(self) -> Structure:
        """Whether the work is a project or a programme, and why."""
        return structure(self)
