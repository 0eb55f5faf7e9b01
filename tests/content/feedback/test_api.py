"""“Did this help?” as readers send it."""

import json
import logging
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.db.models.signals import pre_save
from django.test import Client, override_settings
from wagtail.models import Page, PageViewRestriction
from wagtail.search.index import class_is_indexed

from cms.content.feedback.models import PageFeedback
from cms.core import content_version
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.translations import translated

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def page() -> Any:
    return ContentPageFactory(slug="praca")


def send(page: Page | int, body: object = None, **headers: str) -> Any:
    """POST as a browser or the frontend does; header names with underscores."""
    pk = page if isinstance(page, int) else page.pk
    if body is None:
        body = {"helpful": True, "locale": "uk"}
    data = body if isinstance(body, bytes) else json.dumps(body)
    address = headers.pop("address", "198.51.100.7")
    return Client(enforce_csrf_checks=True).post(
        f"/api/v2/pages/{pk}/feedback/",
        data,
        content_type=headers.pop("Content_Type", "application/json"),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        REMOTE_ADDR=address,
    )


def test_an_answer_is_stored_with_the_page_and_the_readers_language(page: Any) -> None:
    body = {"helpful": False, "comment": "  Брак годин.\r\nДякую\x07 ", "locale": "uk"}
    response = send(page, body)
    assert (response.status_code, response.json()) == (201, {"received": True})
    assert (response["Cache-Control"], response.cookies.output()) == ("private, no-store", "")
    stored = PageFeedback.objects.get()
    assert (stored.page_id, stored.translation_key, stored.locale) == (
        page.pk,
        page.translation_key,
        "uk",
    )
    assert (stored.helpful, stored.comment, stored.state) == (
        False,
        "Брак годин.\nДякую",
        "new",
    )


def test_a_comment_is_not_needed(page: Any) -> None:
    assert (send(page).status_code, PageFeedback.objects.get().comment) == (201, "")


def test_it_changes_no_content(page: Any) -> None:
    version = content_version.read()
    send(page)
    assert content_version.read() == version


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ({}, {"helpful", "locale"}),
        ({"helpful": None, "locale": "uk"}, {"helpful"}),
        ({"helpful": "perhaps", "locale": "de"}, {"helpful", "locale"}),
        ({"helpful": True, "locale": "uk", "comment": "ą" * 2001}, {"comment"}),
        ({"helpful": True, "locale": "uk", "comment": "a\x00b"}, {"comment"}),
        ({"helpful": True, "locale": ["uk"]}, {"locale"}),
        ([], {"non_field_errors"}),
    ],
)
def test_what_is_not_valid_is_named(page: Any, body: object, names: set[str]) -> None:
    response = send(page, body)
    assert (response.status_code, set(response.json()["errors"])) == (400, names)
    assert PageFeedback.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b'"\xff"', 400),
        (b'{"comment": "\\ud800"}', 400),
        (b"[" * 20_000, 400),
        (b" " * 40_000, 413),
    ],
)
def test_what_is_no_small_json_is_refused(page: Any, body: bytes, status: int) -> None:
    assert send(page, body).status_code == status


def test_a_form_is_refused(page: Any) -> None:
    response = send(page, b"helpful=true", Content_Type="application/x-www-form-urlencoded")
    assert response.status_code == 415


@pytest.mark.parametrize(
    ("language", "text"),
    [("pl", "To pole jest wymagane."), ("en", "This field is required."), ("uk", "Це поле")],
)
def test_errors_are_in_the_language_that_is_asked_for(page: Any, language: str, text: str) -> None:
    response = send(page, {"locale": "uk"}, Accept_Language=language)
    assert response["Content-Language"] == language
    assert response.json()["errors"]["helpful"][0].startswith(text)


def test_only_public_pages_take_answers(page: Any) -> None:
    draft, private = ContentPageFactory(draft=True), ContentPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    statuses = [send(one).status_code for one in (draft, private, 999_999, 2**63)]
    assert (statuses, PageFeedback.objects.count()) == ([404] * 4, 0)


def test_a_session_has_no_part_in_it(page: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(administrator=True))
    response = client.post(
        f"/api/v2/pages/{page.pk}/feedback/",
        {"helpful": True, "locale": "pl"},
        content_type="application/json",
    )
    assert (response.status_code, "Vary" in response.headers) == (201, False)


def test_sent_twice_with_one_key_it_is_stored_once(page: Any) -> None:
    statuses = [send(page, Idempotency_Key="abc").status_code for _twice in range(2)]
    send(page, Idempotency_Key="def")
    assert (statuses, PageFeedback.objects.count()) == ([201, 201], 2)


def test_an_answer_that_could_not_be_stored_is_stored_when_it_comes_again(page: Any) -> None:
    def fail(**_kwargs: object) -> None:
        raise DatabaseError

    pre_save.connect(fail, sender=PageFeedback)
    try:
        assert send(page, Idempotency_Key="abc").status_code == 503
    finally:
        pre_save.disconnect(fail, sender=PageFeedback)
    assert send(page, Idempotency_Key="abc").status_code == 201
    assert PageFeedback.objects.count() == 1


def test_comments_reach_no_log_and_no_search(page: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        send(page, {"helpful": True, "locale": "uk", "comment": "Nazywam się Anna"})
        send(page, {"helpful": 7, "locale": "uk", "comment": "Nazywam się Anna"})
        send(page, b'{"comment": "Nazywam si\xc4\x99 Anna"')
    assert ("Anna" in caplog.text, class_is_indexed(PageFeedback)) == (False, False)


class TestLimits:
    def test_a_client_may_answer_five_times_an_hour_about_a_page(self, page: Any) -> None:
        responses = [send(page, Accept_Language="ru") for _ in range(6)]
        assert [one.status_code for one in responses] == [201] * 5 + [429]
        assert 0 < int(responses[-1]["Retry-After"]) <= 3600
        assert responses[-1]["Content-Type"] == "application/problem+json"
        assert PageFeedback.objects.count() == 5

    def test_what_was_not_taken_uses_up_no_answer(self, page: Any) -> None:
        assert {send(page, b"{").status_code for _ in range(6)} == {400}
        assert send(page).status_code == 201

    def test_others_and_other_pages_are_counted_apart(self, page: Any) -> None:
        copy = translated(page, "uk")
        for _ in range(6):
            send(page)
        assert [send(copy).status_code, send(page, address="198.51.100.8").status_code] == [
            201,
            201,
        ]

    def test_a_client_may_answer_thirty_times_about_everything(self) -> None:
        pages = [ContentPageFactory() for _ in range(7)]
        statuses = [send(page).status_code for page in pages for _ in range(5)]
        assert statuses == [201] * 30 + [429] * 5

    def test_a_forged_header_gives_nobody_another_address(self, page: Any) -> None:
        statuses = [
            send(page, X_Forwarded_For=f"203.0.113.{number}").status_code for number in range(6)
        ]
        assert statuses[-1] == 429

    def test_behind_a_proxy_its_word_counts(self, page: Any) -> None:
        with override_settings(REST_FRAMEWORK={**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}):
            statuses = [
                send(page, X_Forwarded_For=f"forged, 203.0.113.{number % 2}").status_code
                for number in range(11)
            ]
        assert statuses == [201] * 10 + [429]

    def test_an_ipv6_network_is_one_client(self, page: Any) -> None:
        statuses = [
            send(page, address=f"2001:db8:1:2::{number}").status_code for number in range(1, 7)
        ]
        assert statuses[-1] == 429
