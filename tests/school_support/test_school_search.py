"""A school is found by words in any order, without diacritics, or by its number."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from school_support.domain.school_search import search
from tests.factories.schools import SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def register() -> None:
    SchoolFactory(rspo="123456", name="Szkoła Podstawowa nr 3 im. Łucji Żak", town="Śrem")
    SchoolFactory(rspo="234567", name="Liceum Ogólnokształcące", town="Poznań", county="3021")
    SchoolFactory(rspo="345678", name="Technikum", town="Śrem", closed_on="2026-09-01")


@pytest.mark.parametrize(
    ("words", "county", "found"),
    [
        ("zak podst srem", "", ["123456"]),
        ("ŻAK Łucji", "", ["123456"]),
        ("lucji", "", ["123456"]),
        ("123456", "", ["123456"]),
        ("poznan", "", ["234567"]),
        ("poznan", "3064", []),
        ("o", "3021", ["234567"]),
        ("technikum", "", []),
        ("liceum srem", "", []),
        ("%", "", []),
        ("  ", "", []),
        ("", "3021", []),
    ],
)
def test_what_is_found(words: str, county: str, found: list[str]) -> None:
    assert [school.rspo for school in search(words, county)] == found


def test_the_list_says_how_many_there_are(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/api/v2/schools/", {"q": "x"})  # The content version is remembered from here on.
    with django_assert_max_num_queries(2):
        found = client.get("/api/v2/schools/", {"q": "srem"}, HTTP_ACCEPT_LANGUAGE="uk").json()
    assert found == {
        "meta": {"total_count": 1},
        "items": [
            {
                "rspo": "123456",
                "name": "Szkoła Podstawowa nr 3 im. Łucji Żak",
                "kind": "",
                "street": "",
                "postcode": "",
                "town": "Śrem",
                "county": {"code": "3064", "name": found["items"][0]["county"]["name"]},
            }
        ],
    }


@pytest.mark.parametrize(
    "wrong", [{"q": "a" * 101}, {"county": "9999"}, {"limit": "-1"}, {"offset": "x"}, {"no": "1"}]
)
def test_what_cannot_be_asked_is_refused(client: Client, wrong: dict[str, str]) -> None:
    answer = client.get("/api/v2/schools/", wrong)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("words", ["\0", "'; drop", "\u202e", "🏫", "a\0b"])
def test_hostile_words_find_nothing(client: Client, words: str) -> None:
    answer = client.get("/api/v2/schools/", {"q": words})
    assert answer.status_code in {200, 400}
    assert "items" not in answer.json() or answer.json()["items"] == []


@pytest.mark.parametrize(("rspo", "status"), [("345678", 200), ("999999", 404), ("x", 404)])
def test_a_school_is_known_by_its_number_even_when_it_is_closed(
    client: Client, rspo: str, status: int
) -> None:
    assert client.get(f"/api/v2/schools/{rspo}/").status_code == status
