"""What every record of the programme shares, and the names of what a field may refer to."""

from typing import Annotated, NamedTuple

import msgspec
from msgspec import field

from programme_check.findings import Path


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A mapping of the file with a fixed set of keys."""


class Entity(Record, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A record that is kept under an id of its own."""

    # The names cannot be reached from a file: a key that starts with "!" is refused before conversion.
    id: str = field(default="", name="!id")
    path: Path = field(default=(), name="!path")


class Ref(NamedTuple):
    """Marks a text that names something else in the file."""

    space: str
    """What it may name: a key of `references.SPACES`."""


class Keys(NamedTuple):
    """Marks the keys of a mapping that are not free text."""

    kind: str
    """`id` or `day`."""


Text = Annotated[str | int | float, "text"]
"""Free text that people also write as a bare number, such as clause 7.2 or 99.9."""

PersonId = Annotated[str, Ref("person")]
OrganisationId = str
"""`client` or a vendor; others, such as a regulator, need not be listed."""
WorkId = Annotated[str, Ref("work")]
NodeId = Annotated[str, Ref("node")]
WorkstreamId = Annotated[str, Ref("workstream")]
CalendarId = Annotated[str, Ref("calendar")]
ForumId = Annotated[str, Ref("forum")]
JudgeId = Annotated[str, Ref("judge")]
DecisionId = Annotated[str, Ref("decision")]
ApprovalId = Annotated[str, Ref("approval")]
OutsiderId = str
"""A vendor, a person, or somebody outside the programme, who need not be listed."""
VendorId = Annotated[str, Ref("vendor")]
DeliverableId = Annotated[str, Ref("deliverable")]
ChangeId = Annotated[str, Ref("change_request")]
WaveId = Annotated[str, Ref("wave")]
RolloutEntityId = Annotated[str, Ref("entity")]
PayGroupId = Annotated[str, Ref("pay_group")]
SystemId = Annotated[str, Ref("system")]
InterfaceId = Annotated[str, Ref("interface")]
EnvironmentId = Annotated[str, Ref("environment")]
DataObjectId = Annotated[str, Ref("data_object")]
AiSystemId = Annotated[str, Ref("ai_system")]
GroupId = Annotated[str, Ref("group")]
DataNeedId = Annotated[str, Ref("data_need")]
FreezeScopeId = Annotated[str, Ref("freeze_scope")]
GoLiveId = Annotated[str, Ref("go_live")]
ChangeTargetId = Annotated[str, Ref("change_target")]
EnablerId = Annotated[str, Ref("enabler")]


ID_SAYS = "an id of lower-case letters, digits and hyphens that begins with a letter, such as go-live-uk"
DAY_SAYS = "a day such as 2027-03-22"


def is_id(text: str) -> bool:
    """Whether it can be an id: `^[a-z][a-z0-9-]*$`, without the price of a pattern for ten thousand ids."""
    return text.isascii() and text[:1].islower() and text.islower() and text.replace("-", "0").isalnum()
