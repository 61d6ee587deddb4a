"""Data migration: can anybody say of every data object when it is right?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import DataObject
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared.upstream import work

FIELDS = (("owner", "owner"), ("source", "source system"), ("measure", "measure"), ("tolerance", "tolerance"))
"""The fields by which a load of an object can be accepted or refused, and what people call them."""


@rule(
    "DAT003",
    "data-object-unowned",
    title="Nobody can accept the load of a data object",
    severity=Severity.WARNING,
    ladder=True,
    about=lambda ctx: [data for data in ctx.programme.landscape.data_objects.values() if data.in_scope != 0],
    needs=("landscape.data_objects",),
)
def data_object_unowned(ctx: Context, objects: Sequence[DataObject]) -> Iterator[Hit | Lacking]:
    """A data object lacks what it takes to accept its load, or no mock load carries it.

    What: A data object in scope has no owner, or one who belongs to a vendor; or no source, no measure or no tolerance; or
        the plan holds mock loads and none of them carries it. A mock load that names no data objects carries all.
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60.
    Why: Nobody can accept what nobody owns, and nobody can say that data is right where right was never defined.
    Fix: Name the owner in the business and the four fields for each data object, and list it in a mock load.
    Wrong:
        landscape: {data_objects: {worker: {name: Worker records, source: legacy}}}
    Right:
        landscape: {data_objects: {worker: {name: Worker records, source: legacy, owner: dana, measure: control_total, tolerance: 0}}}
        workstreams:
          data:
            name: Data
            kind: data_migration
            activities: {mock-1: {name: First mock load, kind: mock_data_load, start: 2027-02-01, finish: 2027-02-05, scope: {data_objects: [worker]}}}
    Source: GSA Modernization and Migration Management Playbook 4.11; Grant Thornton on Birmingham City Council, 2025 (through
        press), where standards for the quality of migrated data were not established. That all fields are needed is
        judgement.
    """
    loads = work(ctx.plan.of_kind("mock_data_load"))
    scopes = [ctx.plan.scope(load.id).data_objects for load in loads]
    carried = None if not all(scopes) else frozenset().union(*scopes)
    for data in objects:
        if not loads:
            yield Lacking("workstreams.*.activities.* with kind: mock_data_load", (data.id,))
        faults = lacks(ctx, data)
        if loads and carried is not None and data.id not in carried:
            faults.append("no mock load that carries it")
        if faults:
            yield Hit(
                message=f"{called(data)} has {listing(faults, 6)}.",
                fix=remedy(data, faults[-1].startswith("no mock load")),
                at=data.path,
                targets=(data.id,),
                go_live_of=data.target,
            )


def lacks(ctx: Context, data: DataObject) -> list[str]:
    """What a data object lacks for its load to be accepted, as objects of `has`."""
    faults = [f"no {words}" for field, words in FIELDS if getattr(data, field) is None]
    person = ctx.programme.people.get(data.owner or "")
    if person is not None and person.organisation in ctx.programme.vendors:
        faults.insert(0, f"an owner who belongs to the vendor {person.organisation}")
    return faults


def remedy(data: DataObject, unloaded: bool) -> str:
    """What to add for a data object."""
    missing = [field for field, _ in FIELDS if getattr(data, field) is None]
    steps = (
        [f"add {listing([f'`{field}`' for field in missing])} to `landscape.data_objects.{data.id}`"] if missing else []
    )
    if unloaded:
        steps.append(f"list {data.id} under `scope: {{data_objects: [...]}}` of a mock load")
    if not steps:
        steps.append(f"name an `owner` of {data.id} in the business")
    words = listing(steps)
    return f"{words[0].upper()}{words[1:]}."


def called(data: DataObject) -> str:
    """How a message names a data object."""
    return f"{data.name} ({data.id})" if data.name else data.id
