"""A session that ended takes nothing away that was typed."""

import logging
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory

pytestmark = pytest.mark.django_db
BROWSER = {"accept": "text/html,application/xhtml+xml", "sec-fetch-site": "same-origin"}
WORDS = 'Zapis "od <poniedziałku>"\ni dalej'
TITLES = {
    "pl": "Twój tekst nadal tu jest",
    "en": "your text is still here",
    "ru": "ваш текст остался здесь",
    "uk": "ваш текст залишився тут",
}


@pytest.fixture
def editor() -> User:
    account: User = UserFactory(role=roles.PUBLISHERS)
    return account


def browser(user: User | None = None) -> Client:
    client = Client(enforce_csrf_checks=True, headers=BROWSER)
    if user:
        client.force_login(user)
    client.get("/admin/login/" if user is None else "/admin/account/")
    return client


def token(client: Client) -> str:
    return client.cookies["csrftoken"].value


def kept(html: str) -> dict[str, str]:
    """Return the fields of the form that can be sent again."""
    form = html[html.index('<form id="kept"') :]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    return {unescape(name): unescape(value) for name, value in found}


def test_a_form_sent_without_a_session_comes_back_whole() -> None:
    page, client = ContentPageFactory(), browser()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    body = {"title": WORDS, "tag": ["a", "b"], "csrfmiddlewaretoken": token(client)}
    answer = client.post(url, body)
    html = answer.content.decode()
    assert answer.status_code == 403
    assert f'action="{url}"' in html
    assert kept(html)["title"] == WORDS
    assert len(re.findall('name="tag"', html)) == len(body["tag"])
    assert "no-store" in answer.headers["Cache-Control"]


def test_after_logging_in_again_the_old_form_is_shown_and_sent(editor: User) -> None:
    """The token of the page is that of the log-in before."""
    client = browser(editor)
    url = reverse("wagtailadmin_account")
    sent = {"csrfmiddlewaretoken": "x" * 64, "name_email-first_name": WORDS}
    html = client.post(url, sent).content.decode()
    again = kept(html)
    fresh = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html[html.index("kept") :])
    assert again["name_email-first_name"] == WORDS
    assert fresh
    done = client.post(url, {**again, "csrfmiddlewaretoken": fresh[1]})
    assert done.status_code != 403


def test_passwords_are_on_no_page(editor: User) -> None:
    sent = {"password-old_password": "tajne-1", "username": "ktos", "password": "tajne-2"}
    for client, url in ((browser(editor), "/admin/account/"), (browser(), "/admin/login/")):
        html = client.post(url, {**sent, "csrfmiddlewaretoken": "x" * 64}).content.decode()
        assert "tajne" not in html


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "", "origin": "https://evil.example.org"},
        {"sec-fetch-site": ""},
    ],
)
def test_what_another_site_sent_is_not_offered(editor: User, headers: dict[str, str]) -> None:
    client = browser(editor)
    answer = client.post("/admin/account/", {"title": WORDS}, headers={**BROWSER, **headers})
    assert answer.status_code == 403
    assert 'id="kept"' not in answer.content.decode()
    assert "poniedzia" not in answer.content.decode()


@pytest.mark.parametrize("language", TITLES)
def test_it_is_said_in_the_language_of_the_editor(editor: User, language: str) -> None:
    nobody = browser()
    body = {"title": WORDS, "csrfmiddlewaretoken": token(nobody)}
    told = nobody.post("/admin/account/", body, headers={**BROWSER, "accept-language": language})
    assert TITLES[language] in told.content.decode()
    known = browser(editor)
    editor.wagtail_userprofile.preferred_language = language
    editor.wagtail_userprofile.save()
    assert TITLES[language] in known.post("/admin/account/", {"title": WORDS}).content.decode()


def test_no_log_holds_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    client = browser()
    with caplog.at_level(logging.DEBUG):
        client.post("/admin/account/", {"title": WORDS, "csrfmiddlewaretoken": token(client)})
        client.post("/admin/account/", {"title": WORDS})
    assert "poniedzia" not in caplog.text


def test_logging_out_and_scripts_are_answered_as_before(editor: User) -> None:
    client = browser(editor)
    done = client.post("/admin/logout/", {"csrfmiddlewaretoken": token(client)})
    assert done.status_code == 302
    asked = client.post(
        "/admin/account/",
        {"csrfmiddlewaretoken": token(client)},
        headers={"accept": "application/json"},
    )
    assert asked.headers["Location"].startswith("/admin/login/")
