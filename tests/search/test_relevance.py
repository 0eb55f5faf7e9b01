"""Readers reach the right page however they write."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.search.guide import QUERIES, published_guide, search

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(scope="module")
def subjects(django_db_setup: None, django_db_blocker: object) -> Iterator[dict[int, str]]:
    """Publish the guide once for all queries of this module."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's, untyped.
        yield published_guide()
        transaction.set_rollback(True)


@pytest.mark.parametrize(("locale", "query", "subject"), QUERIES)
def test_the_right_page_comes_first(
    subjects: dict[int, str], locale: str, query: str, subject: str
) -> None:
    first = search(query, locale)["items"][0]
    assert (subjects[first["id"]], first["lang"]) == (subject, locale)


@pytest.mark.parametrize(
    ("locale", "query", "meant"),
    [
        ("pl", "segrgacja smieci", "segregacja smieci"),
        ("en", "join the libary", "join the library"),
        ("ru", ",b,kbjntrf", "библиотека"),
        ("uk", "biblioteka", "бібліотеки"),
        ("uk", "сортування", None),
        ("uk", "прописка", None),
    ],
)
def test_what_was_meant_is_said_where_it_was_typed_otherwise(
    subjects: dict[int, str], locale: str, query: str, meant: str | None
) -> None:
    found = search(query, locale)["meta"]["did_you_mean"]
    assert (found and found.casefold()) == (meant and meant.casefold())


def test_found_words_are_marked_in_every_form(subjects: dict[int, str]) -> None:
    item = search("zielony pojemnik", "pl")["items"][0]
    assert item["title_html"] == "Segregacja śmieci"
    assert "do <mark>zielonego</mark> <mark>pojemnika</mark>, papier" in item["excerpt_html"]


def test_nothing_is_found_where_nothing_fits(subjects: dict[int, str]) -> None:
    assert search("kosmonauta", "pl") == {
        "meta": {
            "total_count": 0,
            "own_language_count": 0,
            "counts": [],
            "did_you_mean": None,
            "nearest": [],
            "phone": "",
        },
        "items": [],
    }
