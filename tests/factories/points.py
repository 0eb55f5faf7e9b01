"""Information points, live unless asked otherwise, and the services they offer."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import factory
from wagtail.models import Locale, Page

from cms.content.points.models import (
    DirectoryPage,
    HoursException,
    HoursSpan,
    InformationPoint,
    Service,
)
from tests.factories.pages import PageFactory

WEEKDAYS = {weekday: [("08:00", "16:00")] for weekday in range(1, 6)}
ALWAYS = {weekday: [("00:00", "00:00")] for weekday in range(1, 8)}


class ServiceFactory(factory.django.DjangoModelFactory):
    """A live service with a Polish name; ``code`` is its language."""

    class Meta:
        model = Service

    class Params:
        code = "pl"

    name = factory.Sequence(lambda number: f"Usługa {number}")
    locale = factory.LazyAttribute(lambda made: Locale.objects.get(language_code=made.code))


class DirectoryPageFactory(PageFactory):
    """The directory below the Polish home."""

    class Meta:
        model = DirectoryPage

    title = "Punkty informacyjne"
    slug = "points"


class InformationPointFactory(PageFactory):
    """A point in Poznań, open from Monday to Friday; makes a directory if there is none.

    ``hours``: weekday → pairs of times. ``exceptions``: (first day, last day, pairs of times).
    """

    class Meta:
        model = InformationPoint

    title = factory.Sequence(lambda number: f"Punkt {number}")
    slug = factory.Sequence(lambda number: f"punkt-{number}")
    street = "ul. Przykładowa 1"
    postcode = "61-001"
    city = "Poznań"
    county = "3064"

    @classmethod
    def _create(
        cls,
        model_class: type[Page],
        *args: Any,
        parent: Page | None = None,
        hours: Mapping[int, list[tuple[str, str]]] | None = None,
        exceptions: tuple[tuple[date, date | None, list[tuple[str, str]]], ...] = (),
        **fields: Any,
    ) -> Page:
        parent = parent or DirectoryPage.objects.first() or DirectoryPageFactory()
        fields["hours"] = [
            HoursSpan(weekday=day, opens=at(opens), closes=at(closes))
            for day, spans in (WEEKDAYS if hours is None else hours).items()
            for opens, closes in spans
        ]
        fields["exceptions"] = [_exception(*values) for values in exceptions]
        return super()._create(model_class, *args, parent=parent, **fields)


def at(text: str) -> time:
    """Return a time on the wall."""
    return time.fromisoformat(text)


def _exception(first: date, last: date | None, spans: list[tuple[str, str]]) -> HoursException:
    names = (("opens", "closes"), ("opens_again", "closes_again"))
    times = {
        name: at(text)
        for pair, span in zip(names, spans, strict=False)
        for name, text in zip(pair, span, strict=True)
    }
    return HoursException(first_day=first, last_day=last, **times)
