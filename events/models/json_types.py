"""The JSON of activities. Moments are UTC, days Warsaw's, ids of activities the source page's."""

from typing import Literal, TypedDict

from cms.core.models.page import BasePageJSON
from cms.core.representations.cards import PageCardJSON
from cms.core.representations.json_types import Day, Moment
from cms.delivery.region.dot_map import RegionJSON

FamilyName = Literal["activity", "course", "training"]
KindName = Literal["children", "polish_course", "adaptation_course", "staff_training", "other"]
PartyName = Literal["children", "adult", "staff"]
DateStateName = Literal["planned", "moved", "cancelled"]
SignUpStateName = Literal["not_yet", "open", "closed", "cancelled", "over", "hidden"]


class ActivityCountyJSON(TypedDict):
    """``code`` is the official one (TERYT); ``name`` is in the reader's language."""

    code: str
    name: str


class ActivityMapPointJSON(TypedDict):
    """Units of the region's drawing."""

    x: int
    y: int


class ActivityPlaceJSON(TypedDict):
    """Where a group meets; coordinates are degrees WGS 84."""

    name: str
    street: str
    postcode: str
    city: str
    county: ActivityCountyJSON | None
    latitude: float | None
    longitude: float | None
    map: ActivityMapPointJSON | None


class GroupFactsJSON(TypedDict):
    """What is true of a group whoever has signed up.

    ``price`` in złoty, 0.00 is free; ``languages`` of instruction, ISO 639; ``accessibility``:
    step_free, toilet, parking, induction_loop, sign_language, quiet_room; ``place``: null online.
    """

    id: int
    name: str
    level: str
    age_from: int | None
    age_to: int | None
    languages: list[str]
    has_childcare: bool
    accessibility: list[str]
    is_online: bool
    place: ActivityPlaceJSON | None
    price: str
    teaching_hours: int | None
    has_certificates: bool
    is_moderated: bool
    max_party: int
    questions: list[str]


class PlacesJSON(TypedDict):
    """``free``: left for whoever comes now, so 0 while others wait in order.

    Where the organiser decides: those not given yet. ``waiting``: places that people wait for.
    """

    capacity: int
    free: int
    waiting: int


class SignUpJSON(TypedDict):
    """Whether one may sign up at the moment of the answer; outside ``open`` nobody can."""

    state: SignUpStateName
    opens_at: Moment | None
    closes_at: Moment | None


class GroupJSON(GroupFactsJSON):
    """A group as it is right now."""

    sign_up: SignUpJSON
    places: PlacesJSON


class DateJSON(TypedDict):
    """One date; ``id`` is part of its UID in calendars.

    ``day`` is its first day, ``last_day`` its last: what ends at midnight is over the day before.
    """

    id: str
    starts_at: Moment
    ends_at: Moment
    day: Day
    last_day: Day
    state: DateStateName
    sequence: int


class ActivityFactsJSON(TypedDict):
    """What is true of an activity in all languages."""

    kind: FamilyName
    variety: KindName
    party: PartyName
    organiser: str
    phone: str
    email: str


class ActivityCardJSON(PageCardJSON, ActivityFactsJSON):
    """An activity as a card, in the best language for the reader."""


class ActivityDateJSON(DateJSON):
    """A date with its group and activity."""

    activity: ActivityCardJSON
    group: GroupJSON


class DatedGroupJSON(GroupJSON):
    """A group with all its dates, cancelled ones too, in the order of time."""

    dates: list[DateJSON]


class ActivityJSON(ActivityCardJSON):
    """An activity with its groups."""

    groups: list[DatedGroupJSON]


class PageActivityJSON(ActivityFactsJSON):
    """The facts on an activity's page."""

    id: int


class ActivityPageJSON(BasePageJSON):
    """An activity's page: texts in its language, facts of the source page."""

    activity: PageActivityJSON
    region: RegionJSON


class ActivityFiltersJSON(TypedDict):
    """What the list can be narrowed by: only what some group has."""

    varieties: list[KindName]
    counties: list[ActivityCountyJSON]
    levels: list[str]
    languages: list[str]


class ActivityIndexPageJSON(BasePageJSON):
    """The page around the list."""

    filters: ActivityFiltersJSON
