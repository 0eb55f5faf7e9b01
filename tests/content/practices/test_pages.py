"""Good practices as readers see them: texts in their language, facts of the source page."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from cms.content.practices.models import PracticeIndexPage, PracticePage
from tests.delivery.api import by_path, read
from tests.factories.practices import PracticeIndexPageFactory, PracticePageFactory
from tests.factories.translations import translated

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

FACTS = {
    "country": "DE",
    "organisation": "Stadt Beispiel",
    "contact": {
        "name": "Anna Beispiel",
        "email": "anna@example.org",
        "url": "https://example.org/",
    },
}
TEXTS = {
    "problem_html": "<p>Długie kolejki.</p>",
    "approach_html": "<p>Zapisy przez telefon.</p>",
    "result_html": "<p>Krótkie kolejki.</p>",
}


def own_fields(document: dict[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in (*FACTS, *TEXTS)}


def test_a_practice_says_what_was_wrong_what_was_done_and_what_came_of_it() -> None:
    practice = PracticePageFactory()
    assert own_fields(read(f"pages/{practice.pk}/")) == {**FACTS, **TEXTS}


def test_a_reader_without_a_translation_gets_the_polish_practice() -> None:
    practice = PracticePageFactory()
    found = by_path(practice.url_path.replace("/pl/", "/uk/"))
    assert (found["meta"]["locale"], own_fields(found)) == ("pl", {**FACTS, **TEXTS})


def test_a_translation_has_its_own_words_and_the_facts_of_the_source() -> None:
    practice = PracticePageFactory()
    copy = translated(
        practice, "uk", problem="<p>Черги.</p>", country="FR", organisation="X", contact_name="X"
    )
    assert own_fields(read(f"pages/{copy.pk}/")) == {
        **FACTS,
        **TEXTS,
        "problem_html": "<p>Черги.</p>",
    }


def test_a_change_of_the_contact_shows_in_every_language_at_once() -> None:
    practice = PracticePageFactory()
    translated(practice, "uk")
    source = PracticePage.objects.get(pk=practice.pk)
    source.contact_email = "nowa@example.org"
    source.save_revision().publish()
    paths = [practice.url_path.replace("/pl/", f"/{code}/") for code in ("pl", "en", "ru", "uk")]
    found = [by_path(path)["contact"]["email"] for path in paths]
    assert found == ["nowa@example.org"] * 4


def test_practices_are_listed_in_the_order_of_the_tree_in_the_best_language() -> None:
    index = PracticeIndexPageFactory()
    first = PracticePageFactory(parent=index, slug="pierwsza", title="Pierwsza", country="CZ")
    PracticePageFactory(parent=index, draft=True)
    second = PracticePageFactory(parent=index)
    copy = translated(second, "uk", title="Друга", slug="druha", country="FR")
    cards = by_path("/uk/dobre-praktyki/")["practices"]
    assert [(card["title"], card["country"], card["lang"]) for card in cards] == [
        ("Pierwsza", "CZ", "pl"),
        ("Друга", "DE", "uk"),
    ]
    assert cards[0] == {
        "id": first.pk,
        "type": "practices.PracticePage",
        "title": "Pierwsza",
        "lead": first.lead,
        "html_url": "http://127.0.0.1:4321/uk/dobre-praktyki/pierwsza/",
        "lang": "pl",
        "country": "CZ",
        "organisation": "Stadt Beispiel",
    }
    assert cards[1]["id"] == copy.pk


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "XX"),
        ("country", ""),
        ("contact_email", "anna"),
        ("contact_url", "javascript:alert(1)"),
        ("problem", ""),
    ],
)
def test_what_cannot_be_right_is_refused(field: str, value: str) -> None:
    practice = PracticePageFactory(draft=True)
    setattr(practice, field, value)
    with pytest.raises(ValidationError) as refusal:
        practice.full_clean()
    assert list(refusal.value.message_dict) == [field]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_practices(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    index = PracticeIndexPageFactory()
    for _ in range(count):
        PracticePageFactory(parent=index)
    PracticeIndexPage.objects.filter(pk=index.pk).update(lead="Inaczej")
    with django_assert_num_queries(15):
        read(f"pages/{index.pk}/")
