"""Doors of the admin: tries that fail, passwords, letters for a new one, and logging out."""

import logging

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from cms.content.editorial.admin.login import TOO_OFTEN
from cms.users import roles
from cms.users.models import User
from tests.factories.users import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
URL = "/admin/login/"
LANGUAGES = {
    "pl": "Zbyt wiele razy",
    "en": "It was tried too often",
    "ru": "Слишком много попыток",
    "uk": "Забагато спроб",
}


def log_in(name: str, password: str, address: str = "198.51.100.7") -> int:
    body = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address).post(URL, body).status_code


@pytest.fixture
def editor() -> User:
    account: User = UserFactory(role=roles.AUTHORS)
    return account


def test_the_right_password_opens_nothing_after_many_wrong_ones(editor: User) -> None:
    tries = [log_in(editor.username, "wrong", f"198.51.100.{number}") for number in range(60)]
    assert (tries[:9], set(tries[10:])) == ([200] * 9, {429})
    assert log_in(editor.username, PASSWORD, "203.0.113.9") == 429


def test_one_address_cannot_try_many_accounts(editor: User) -> None:
    tries = [log_in(f"somebody-{number}", "wrong") for number in range(20)]
    assert set(tries[10:]) == {429}
    assert log_in(editor.username, PASSWORD) == 429
    assert log_in(editor.username, PASSWORD, "203.0.113.9") == 302


def test_an_ipv6_network_is_one_address_and_a_mapped_ipv4_address_is_itself(editor: User) -> None:
    for number in range(10):
        log_in(f"somebody-{number}", "wrong", f"2001:db8:1:2::{number}")
        log_in(f"somebody-{number}", "wrong", "::ffff:198.51.100.7")
    found = [
        log_in(editor.username, PASSWORD, address)
        for address in ("2001:db8:1:2:ffff::1", "198.51.100.7", "2001:db8:1:3::1")
    ]
    assert found == [429, 429, 302]


def test_a_log_in_begins_the_count_anew(editor: User) -> None:
    for _round in range(3):
        assert [log_in(editor.username, "wrong") for _try in range(8)] == [200] * 8
        assert log_in(editor.username, PASSWORD) == 302


@pytest.mark.parametrize("code", LANGUAGES)
def test_who_tried_too_often_is_told_in_their_language(code: str) -> None:
    for number in range(10):
        log_in(f"somebody-{number}", "wrong")
    with translation.override(code):
        assert str(TOO_OFTEN).startswith(LANGUAGES[code])
    answer = Client(REMOTE_ADDR="198.51.100.7").post(URL, {"username": "a", "password": "b"})
    assert answer.status_code == 429
    assert answer.context["form"].non_field_errors()[0].startswith(LANGUAGES["pl"])
    assert 'name="password"' in answer.content.decode()


def test_no_log_names_who_tried(editor: User, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for _try in range(12):
            log_in(editor.username, "wrong-one")
        log_in(editor.username, PASSWORD, "203.0.113.9")
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert [mark for mark in (editor.username, "wrong-one", "198.51.100") if mark in said] == []


def test_while_the_cache_is_away_everybody_may_log_in(editor: User) -> None:
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}
    away["LOCATION"] = "redis://127.0.0.1:1"
    with override_settings(CACHES={**settings.CACHES, "rate_limits": away}):
        assert (log_in(editor.username, "wrong"), log_in(editor.username, PASSWORD)) == (200, 302)


@pytest.mark.parametrize(
    "password", ["a", "short-one-1", "q1w2e3r4t5y6", "123456789012", "iloveyou"]
)
def test_easy_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_password_like_the_name_is_refused() -> None:
    person = User(username="katarzyna.nowak", email="katarzyna.nowak@example.org")
    with pytest.raises(ValidationError):
        validate_password("katarzynanowak", person)
    validate_password(PASSWORD, person)


def test_only_so_many_letters_for_a_new_password_go_out(editor: User) -> None:
    url = reverse("wagtailadmin_password_reset")
    for number in range(8):
        written = f" {editor.email.upper()} " if number % 2 else editor.email
        answer = Client(REMOTE_ADDR=f"198.51.100.{number}").post(url, {"email": written})
        assert (answer.status_code, answer.url) == (
            302,
            reverse("wagtailadmin_password_reset_done"),
        )
    assert len(mail.outbox) == 3


def test_one_client_asks_for_so_many_letters() -> None:
    people = [UserFactory(role=roles.AUTHORS) for _number in range(14)]
    for person in people:
        Client(REMOTE_ADDR="198.51.100.7").post(
            reverse("wagtailadmin_password_reset"), {"email": person.email}
        )
    assert len(mail.outbox) == 10


@pytest.mark.parametrize(("method", "status"), [("get", 302), ("put", 405), ("delete", 405)])
def test_only_a_form_logs_out(client: Client, editor: User, method: str, status: int) -> None:
    client.force_login(editor)
    answer = getattr(client, method)("/admin/logout/")
    assert (answer.status_code, "sessionid" in answer.cookies) == (status, False)
    assert client.get("/admin/").status_code == 200
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302
