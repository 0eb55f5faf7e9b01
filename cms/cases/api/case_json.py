"""The JSON of a case. Moments are UTC, days those of Warsaw."""

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from cms.core.representations.cards import PageCardJSON
from cms.core.representations.json_types import Day, Format, LocaleCode, Moment, Url

StateName = Literal[
    "received", "in_triage", "accepted", "in_progress", "completed", "declined", "withdrawn"
]
OutcomeName = Literal["helped", "partly", "referred", "advised", "not_possible"]
FileStateName = Literal["unchecked", "waiting", "clean", "infected"]
Stars = Annotated[int, Format({"type": "integer", "minimum": 1, "maximum": 5})]
Details = Annotated[
    dict[str, Any], Format({"type": "object", "additionalProperties": True}, "CaseDetails")
]


class CaseFileJSON(TypedDict):
    """A file; ``size`` in bytes. It has no address while it waits to be checked for viruses."""

    id: str
    name: str
    size: int
    media_type: str
    state: FileStateName
    url: Url | None


class CaseMessageJSON(TypedDict):
    """Something said. ``author`` is a first name of the desk, empty for the sender."""

    id: str
    voice: Literal["sender", "desk"]
    author: str
    text: str
    created_at: Moment
    files: list[CaseFileJSON]


class AppointmentJSON(TypedDict):
    """A meeting; ``ics_url`` is its calendar file."""

    id: str
    meeting: Literal["visit", "phone", "online"]
    starts_at: Moment
    ends_at: Moment
    place: str
    is_cancelled: bool
    ics_url: Url


class CaseEventJSON(TypedDict):
    """A step of the case, and its state since then."""

    action: str
    state: StateName
    at: Moment


class RatingJSON(TypedDict):
    """How the help is rated, 5 is best."""

    stars: Stars
    comment: str


class CaseAbilitiesJSON(TypedDict):
    """What the sender can do now."""

    write: bool
    withdraw: bool
    rate: bool


class CaseJSON(TypedDict):
    """Where a case stands. One that was joined with another tells of that one.

    ``details`` is of its kind. ``kept_until`` is the day on which its texts are deleted.
    """

    reference: str
    kind: str
    state: StateName
    outcome: OutcomeName | None
    about: str
    received_at: Moment
    changed_at: Moment
    closed_at: Moment | None
    merged_into: str | None
    details: Details
    messages: list[CaseMessageJSON]
    files: list[CaseFileJSON]
    appointments: list[AppointmentJSON]
    activities: list[PageCardJSON]
    events: list[CaseEventJSON]
    rating: RatingJSON | None
    can: CaseAbilitiesJSON
    kept_until: Day | None


class NewMessageJSON(TypedDict):
    """A message; with files it may be without text.

    ``check`` only asks what in it looks like a child's personal data.
    """

    text: NotRequired[str]
    check: NotRequired[bool]


class WarningJSON(TypedDict):
    """Something that looks like personal data, as it stands in the text."""

    kind: Literal["pesel", "phone", "email", "name"]
    excerpt: str


class WarningsJSON(TypedDict):
    """What the check has found."""

    warnings: list[WarningJSON]


class NewRatingJSON(TypedDict):
    """How the help is rated, 5 is best."""

    stars: Stars
    comment: NotRequired[str]


class LinkRequestJSON(TypedDict):
    """Who asks for the private link: the reference, and the address it was sent to."""

    reference: str
    email: str


class LinkSentJSON(TypedDict):
    """The same for everybody: whether there is such a case is not told."""

    sent: bool


class CaseReceivedJSON(TypedDict):
    """What was sent is a case now; ``status_url`` is private."""

    reference: str
    status_url: Url


class LocaleJSON(TypedDict):
    """The sender's language."""

    locale: LocaleCode
