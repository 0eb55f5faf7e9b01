"""The JSON of registrations. Moments are UTC; nothing here says who else signed up."""

from typing import Annotated, Literal, NotRequired, TypedDict

from cms.core.representations.json_types import Agreed, Format, LocaleCode, Moment, Url
from events.models.json_types import DateJSON, GroupFactsJSON

StateName = Literal["confirmed", "waiting", "offered", "withdrawn", "attended", "absent"]
EndReasonName = Literal["", "person", "declined", "expired", "organiser", "cancelled"]
RemindersName = Literal["first", "every", "none"]
Age = Annotated[int, Format({"type": ["integer", "null"], "minimum": 0, "maximum": 120})]
Size = Annotated[int, Format({"type": "integer", "minimum": 1, "maximum": 30})]


class SaidParticipantJSON(TypedDict):
    """``id`` of somebody who is known; without it, somebody new. Those left out leave."""

    id: NotRequired[int]
    age: NotRequired[Age]
    name: NotRequired[str]


class ContactJSON(TypedDict):
    """What an organiser may ask; what a group does not ask is not kept."""

    name: NotRequired[str]
    phone: NotRequired[str]
    level: NotRequired[str]
    institution: NotRequired[str]
    role: NotRequired[str]
    needs: NotRequired[str]
    size: NotRequired[Size]
    ages: NotRequired[list[Age]]
    participants: NotRequired[list[SaidParticipantJSON]]


class NewRegistrationJSON(ContactJSON):
    """A sign-up for ``size`` places, or one for each of ``ages`` or ``participants``.

    ``again``: the address is signed up for this group already, and once more is meant.
    """

    group: int
    locale: LocaleCode
    email: str
    consent: Agreed
    again: NotRequired[bool]


class LostLinkJSON(TypedDict):
    """The address that somebody signed up with, and the language of the letter."""

    email: str
    locale: LocaleCode


class LostLinkSentJSON(TypedDict):
    """Always true: whether an address is signed up for anything is told to nobody."""

    sent: bool


class RegistrationReceivedJSON(TypedDict):
    """``position`` on the waiting list, 1 is the next; ``status_url`` is private."""

    state: StateName
    size: int
    position: int | None
    status_url: Url


class ChangedRegistrationJSON(ContactJSON):
    """What is to be changed."""

    email: NotRequired[str]
    reminders: NotRequired[RemindersName]


class OfferAnswerJSON(TypedDict):
    """Whether the offered places are taken."""

    accept: bool


class RegistrationCanJSON(TypedDict):
    """What its reader can do now."""

    change: bool
    withdraw: bool
    answer: bool
    certificate: bool


class RegistrationActivityJSON(TypedDict):
    """``lang`` is the language of the title; ``party``: who signs up."""

    id: int
    title: str
    html_url: Url
    lang: LocaleCode
    party: str
    organiser: str
    phone: str
    email: str


class ParticipantJSON(TypedDict):
    """One of those a registration is for; ``name`` is asked where there are certificates."""

    id: int
    age: int | None
    name: str


class IssuedJSON(TypedDict):
    """A certificate as it was issued."""

    number: str
    name: str


class RegistrationJSON(TypedDict):
    """A registration as its private link shows it. ``online_url`` only with a confirmed place.

    ``asks_for_names``: certificates are earned and wait for the names of participants.
    """

    state: StateName
    end_reason: EndReasonName
    size: int
    ages: list[int | None]
    participants: list[ParticipantJSON]
    certificates: list[IssuedJSON]
    asks_for_names: bool
    position: int | None
    offered_until: Moment | None
    locale: LocaleCode
    email: str
    name: str
    phone: str
    level: str
    institution: str
    role: str
    needs: str
    reminders: RemindersName
    is_anonymised: bool
    activity: RegistrationActivityJSON
    group: GroupFactsJSON
    online_url: str
    dates: list[DateJSON]
    can: RegistrationCanJSON
