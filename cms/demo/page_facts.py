"""What the demo's pages hold besides texts: facts of the Polish page that count everywhere."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from cms.content.handbook.models import ChapterPage, ChapterTerm, LegalBasis
from cms.content.points.models import HoursException, HoursSpan, InformationPoint
from cms.content.stories.models import Consent, StoryPage
from events.models import ActivityPage

from .bodies import References
from .taxonomies import Words

POINT_VALUES: Final = (
    "street",
    "postcode",
    "city",
    "county",
    "phone",
    "email",
    "spoken",
    "closed_on_public_holidays",
    "confirmed_by",
)

ACTIVITY_VALUES: Final = ("kind", "party", "organiser", "phone", "email")

Facts = dict[str, Any]
Taxonomies = dict[str, dict[str, Words]]


def fill(page: Any, facts: Facts, references: References, words: Taxonomies) -> None:
    """Set the facts of a Polish page; only consents are saved, which stand apart from pages.

    Where a type has no function of its own here, facts are its fields.
    """
    if type(page) in _FILLERS:
        _FILLERS[type(page)](page, facts, references, words)
    else:
        for name, value in facts.items():
            setattr(page, name, value)


def _chapter(page: ChapterPage, facts: Facts, _references: References, words: Taxonomies) -> None:
    page.audiences.set([words["audiences"][key] for key in facts["audiences"]])
    page.chapter_terms = [ChapterTerm(term=words["terms"][key]) for key in facts["terms"]]
    page.legal_basis = [
        LegalBasis(
            sort_order=order,
            act=basis["act"],
            provisions=basis["provisions"],
            url=basis["url"],
            valid_from=day(basis["valid_from"]),
            valid_until=day(basis["valid_until"]),
        )
        for order, basis in enumerate(facts["legal_basis"])
    ]


def _story(page: StoryPage, facts: Facts, references: References, _words: Taxonomies) -> None:
    page.is_pseudonym = facts["is_pseudonym"]
    page.portrait_id = references.images[facts["portrait"]] if facts.get("portrait") else None
    if Consent.objects.of(page.translation_key).exists():
        return
    for consent in facts["consents"]:
        Consent.objects.create(
            translation_key=page.translation_key,
            kind=consent["kind"],
            given_on=date.fromisoformat(consent["given_on"]),
            valid_until=day(consent["valid_until"]),
            signed_by=consent["signed_by"],
        )


def _point(page: InformationPoint, facts: Facts, references: References, words: Taxonomies) -> None:
    for name in POINT_VALUES:
        setattr(page, name, facts[name])
    page.latitude, page.longitude = (
        Decimal(str(facts["latitude"])),
        Decimal(str(facts["longitude"])),
    )
    page.closed_from, page.closed_until = day(facts["closed_from"]), day(facts["closed_until"])
    page.confirmed_on = day(facts["confirmed_on"])
    page.successor_id = references.pages[facts["successor"]] if facts["successor"] else None
    page.services.set([words["services"][key] for key in facts["services"]])
    page.hours = [
        HoursSpan(weekday=int(weekday), opens=_time(opens), closes=_time(closes))
        for weekday, spans in facts["hours"].items()
        for opens, closes in spans
    ]
    page.exceptions = [_exception(exception) for exception in facts["exceptions"]]


def _activity(page: ActivityPage, facts: Facts, _references: References, _w: Taxonomies) -> None:
    for name in ACTIVITY_VALUES:
        setattr(page, name, facts[name])


def _exception(exception: Facts) -> HoursException:
    times = [_time(value) for span in exception["spans"] for value in span]
    names = ("opens", "closes", "opens_again", "closes_again")
    return HoursException(
        first_day=date.fromisoformat(exception["from"]),
        last_day=day(exception["until"]),
        **dict(zip(names, times, strict=False)),
    )


def _time(value: str) -> time:
    return time.fromisoformat(value)


def day(value: str | None) -> date | None:
    """Return a calendar date from ISO 8601, or None."""
    return date.fromisoformat(value) if value else None


_FILLERS: Final[dict[type, Callable[..., None]]] = {
    ChapterPage: _chapter,
    StoryPage: _story,
    InformationPoint: _point,
    ActivityPage: _activity,
}
