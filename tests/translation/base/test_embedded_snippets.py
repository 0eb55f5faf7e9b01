"""What a page shows of services, audiences and terms is part of what it says."""

from typing import Any

import pytest

from cms.content.points.models import Service
from tests.delivery.api import read
from tests.factories.handbook import AudienceFactory, ChapterPageFactory, GlossaryTermFactory
from tests.factories.points import InformationPointFactory, ServiceFactory
from tests.translation.base.translation_steps import fresh, locale, publish_in

pytestmark = pytest.mark.django_db


def said_of(page: Any, code: str = "uk") -> dict[str, Any]:
    """Return what readers of ``code`` are told of the translation of ``page``."""
    target = page.get_translation(locale(code))
    found: dict[str, Any] = read(f"pages/{target.pk}/")["meta"]["translations"][code]
    return found


def change(snippet: Any, **fields: Any) -> None:
    snippet = fresh(snippet)
    for name, value in fields.items():
        setattr(snippet, name, value)
    snippet.save_revision().publish()


def test_a_service_that_is_behind_shows_on_the_point() -> None:
    service = ServiceFactory(name="Porady prawne", live=True)
    page = InformationPointFactory(services=[service])
    other = InformationPointFactory()
    for each in (service, page, other):
        publish_in(each)
    assert said_of(page)["state"] == "current"
    change(service, name="Porady podatkowe")
    found = said_of(page)
    assert (found["state"], found["behind_since"] is not None) == ("behind", True)
    assert said_of(other)["state"] == "current"
    assert read(f"pages/{page.pk}/")["meta"]["translations"]["pl"]["state"] == "current"


def test_it_is_current_again_with_the_service() -> None:
    service = ServiceFactory(name="Porady prawne", live=True)
    page = InformationPointFactory(services=[service])
    for each in (service, page):
        publish_in(each)
    change(service, name="Porady podatkowe")
    publish_in(service)
    assert said_of(page)["state"] == "current"
    assert Service.objects.get(locale__language_code="uk").name == "[uk] Porady podatkowe"


def test_an_audience_and_a_term_show_on_the_chapter() -> None:
    audience, term = AudienceFactory(name="Nauczyciele"), GlossaryTermFactory(term="PESEL")
    page = ChapterPageFactory(audiences=[audience], terms=[term])
    for each in (audience, term, page):
        publish_in(each)
    change(audience, name="Nauczyciele i wychowawcy")
    assert said_of(page)["state"] == "behind"
    publish_in(audience)
    assert said_of(page)["state"] == "current"
    change(term, definition="<p>Numer, który ma każdy mieszkaniec.</p>")
    assert said_of(page)["state"] == "behind"


def test_a_language_without_its_own_words_of_it_stays_what_it_was() -> None:
    service = ServiceFactory(name="Porady prawne", live=True)
    page = InformationPointFactory(services=[service])
    publish_in(page)
    publish_in(service, "en")
    change(service, name="Porady podatkowe")
    assert said_of(page)["state"] == "current"
