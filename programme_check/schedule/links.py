"""The links that people declared, with a workstream as an end resolved to the activities it stands for."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from programme_check.findings import Path
from programme_check.model.links import Handover, LinkKind, LinkType
from programme_check.model.links import Link as Written
from programme_check.model.times import Lag
from programme_check.schedule.dates import Dates

if TYPE_CHECKING:
    from programme_check.model import Activity, Gate, Programme, Workstream


class Link(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One link between two items that are not cancelled."""

    pred: str
    succ: str
    type: LinkType
    lag: Lag | None
    path: Path
    """The entry of `depends_on` it was written as."""
    kind: LinkKind | None = None
    handover: Handover | None = None
    via: str | None = None
    """The workstream that was written as predecessor; `pred` is the activity of it that counts."""
    into: str | None = None
    """The workstream that was written as successor; `succ` is an activity of it without predecessor inside."""


class Ends:
    """What a workstream stands for at either end of a link."""

    def __init__(self, programme: "Programme", dates: Callable[[str], Dates]) -> None:
        self._programme = programme
        self._dates = dates
        self._drivers: dict[tuple[str, bool], list[str]] = {}

    def members(self, stream: str) -> "list[Activity]":
        """The activities of a workstream that are not cancelled."""
        activities = self._programme.workstreams[stream].activities.values()
        return [activity for activity in activities if activity.status != "cancelled"]

    def driver(self, stream: str, link_type: LinkType, succ: str) -> str | None:
        """The activity that a link from the workstream counts from, never the successor itself.

        FS and FF count from the last unfinished finish (the last of all when everything is done), SS and SF from the
        earliest start. None for a workstream without activities.
        """
        at_finish = link_type in {"FS", "FF"}
        key = (stream, at_finish)
        if key not in self._drivers:
            self._drivers[key] = self._leading([activity.id for activity in self.members(stream)], at_finish)
        return next((id for id in self._drivers[key] if id != succ), None)

    def _leading(self, ids: list[str], at_finish: bool) -> list[str]:
        """The first two of a workstream's activities in the order in which they count."""

        def rank(id: str) -> tuple[bool, bool, int]:
            dates = self._dates(id)
            instant = dates.finish_at if at_finish else dates.start_at
            return instant is None, at_finish and dates.complete, (-instant if at_finish else instant) if instant else 0

        return sorted(ids, key=rank)[:2]

    def firsts(self, stream: str) -> list[str]:
        """The activities of a workstream that have no predecessor inside it."""
        inside = {*self._programme.workstreams[stream].activities, stream}
        return [
            activity.id
            for activity in self.members(stream)
            if all(link.on not in inside for link in activity.depends_on)
        ]


def declared(programme: "Programme", ends: Ends) -> Iterator[Link]:
    """Every declared link, in the order of the file: of each workstream the workstream's own first, the gates' last.

    Left out: links with a cancelled end, links to something that does not exist, and links of an item to itself or to
    its own workstream, which are cycles.
    """
    for owner, stream, into in _owners(programme):
        for place, written in enumerate(owner.depends_on):
            path = (*owner.path, "depends_on", place)
            for succ in ends.firsts(stream) if into else (owner.id,):
                if written.on in {succ, stream}:
                    continue
                pred, via = _predecessor(programme, ends, written, succ)
                if pred is not None:
                    yield Link(
                        pred=pred,
                        succ=succ,
                        type=written.type,
                        lag=written.lag,
                        path=path,
                        kind=written.kind,
                        handover=written.handover,
                        via=via,
                        into=into,
                    )


def _owners(programme: "Programme") -> "Iterator[tuple[Workstream | Activity | Gate, str, str | None]]":
    """Everything with links of its own, its workstream, and the workstream it stands for where it is one."""
    for stream in programme.workstreams.values():
        if stream.depends_on:
            yield stream, stream.id, stream.id
        for activity in stream.activities.values():
            if activity.depends_on and activity.status != "cancelled":
                yield activity, stream.id, None
    for gate in programme.gates.values():
        yield gate, "", None


def _predecessor(programme: "Programme", ends: Ends, written: Written, succ: str) -> tuple[str | None, str | None]:
    """The item that a link counts from, and the workstream it was written as."""
    item = programme.work.get(written.on)
    if item is not None:
        return (None if item.status == "cancelled" else item.id), None
    if written.on in programme.workstreams:
        return ends.driver(written.on, written.type, succ), written.on
    return None, None
