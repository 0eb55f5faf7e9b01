"""A form that does not arrive whole is refused in words, and what was typed comes back."""

import json
from html import unescape
from typing import Any, Final

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, RevisionMixin, TranslatableMixin
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from cms.content.handbook.models import Audience
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.handbook import AudienceFactory

pytestmark = pytest.mark.django_db
WORDS: Final = "Zapisy „od poniedziałku” <b>"
REVISED: Final = [model for model in get_snippet_models() if issubclass(model, RevisionMixin)]
TITLES: Final = {
    "pl": "Nie udało się odczytać tego formularza",
    "en": "This form could not be read",
    "ru": "Не удалось прочитать эту форму",
    "uk": "Не вдалося прочитати цю форму",
}
FOOTER: Final = "wagtailsnippets_pages_footer:add"
NAVIGATION: Final = "wagtailsnippets_pages_navigation:add"
REDIRECT: Final = "wagtailredirects:add"
LONG: Final = "9" * 5_000
LARGE: Final = "9" * 25
BAD: Final[list[tuple[str, dict[str, str]]]] = [
    (FOOTER, {}),
    (FOOTER, {"columns-count": "1"}),
    (FOOTER, {"columns-count": "²"}),
    (FOOTER, {"columns-count": LONG}),
    (FOOTER, {"columns-count": "0", "text": "{"}),
    (FOOTER, {"columns-count": "0", "text": LARGE}),
    (NAVIGATION, {}),
    (REDIRECT, {"redirect_page": "²"}),
    (REDIRECT, {"redirect_page": LONG}),
]


def client(code: str = "pl") -> Client:
    account: User = UserFactory(administrator=True)
    UserProfile.objects.create(user=account, preferred_language=code)
    found = Client(raise_request_exception=False)
    found.force_login(account)
    return found


@pytest.mark.parametrize(("name", "sent"), BAD)
def test_it_is_refused_and_what_was_typed_comes_back(name: str, sent: dict[str, str]) -> None:
    answer = client().post(reverse(name), {**sent, "title": WORDS, "password1": "tajne"})
    html = unescape(answer.content.decode())
    assert answer.status_code == 400
    assert TITLES["pl"] in html
    assert WORDS in html
    assert "tajne" not in html


def test_a_page_without_the_count_of_its_blocks_keeps_its_text() -> None:
    page = ContentPageFactory()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client().post(url, {"title": WORDS, "slug": "nowy"})
    assert (answer.status_code, WORDS in unescape(answer.content.decode())) == (400, True)
    page.refresh_from_db()
    assert page.latest_revision is None or page.latest_revision.content["title"] != WORDS


def test_what_was_typed_stands_under_the_labels_of_its_page() -> None:
    page = ContentPageFactory()
    rich = json.dumps({"blocks": [{"text": "Pierwszy akapit"}, {"text": "i drugi"}]})
    sent = {
        "title": WORDS,
        "slug": "nowy",
        "next": "/admin/",
        "action-publish": "action-publish",
        "body-count": "x",
        **{f"body-0-{name}": str(index) for index, name in enumerate(("order", "id"))},
        "body-0-type": "rich_text",
        "body-0-value": rich,
        "body-1-type": "image",
        "body-1-value-caption": "Podpis",
        "body-1-value-image": "7",
        "comments-TOTAL_FORMS": "0",
    }
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client("en").post(url, sent).content.decode()
    shown = [
        (label.get_text(), label.parent.textarea.get_text().strip())
        for label in BeautifulSoup(html, "html.parser").select("label[for^=sent-]")
        if label.parent is not None and label.parent.textarea is not None
    ]
    assert shown == [
        ("Title", WORDS),
        ("Slug", "nowy"),
        ("Content – Text", "Pierwszy akapit\ni drugi"),
        ("Content – Image – Caption", "Podpis"),
    ]


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model.__name__)
def test_an_empty_form_of_any_snippet_is_no_fault_of_the_server(model: Any) -> None:
    url = reverse(model.snippet_viewset.get_url_name("add"))
    assert client().post(url, {}).status_code in {200, 302, 400}


@pytest.mark.parametrize("asked", ["", "²", LONG, LARGE])
def test_a_key_in_the_address_that_is_none_is_refused(asked: str) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"])
    answer = client().get(url, {"id": asked})
    assert (answer.status_code, TITLES["pl"] in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("code", TITLES)
def test_it_is_said_in_the_language_of_the_editor(code: str) -> None:
    answer = client(code).post(reverse(FOOTER), {})
    assert TITLES[code] in answer.content.decode()


def test_the_log_says_where_and_not_what(caplog: pytest.LogCaptureFixture) -> None:
    client().post(reverse(REDIRECT), {"redirect_page": WORDS})
    said = [one.getMessage() for one in caplog.records if "editorial" in one.name]
    assert said == ["What was sent to wagtailredirects:add cannot be read: ValueError"]
    assert WORDS not in caplog.text


def test_another_fault_stays_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr("django.forms.models.BaseModelForm.full_clean", fail)
    assert client().post(reverse(REDIRECT), {"old_path": "/a"}).status_code == 500


@pytest.mark.parametrize("model", REVISED, ids=lambda model: model.__name__)
def test_an_empty_form_that_reverts_is_refused_in_words(model: Any) -> None:
    is_of_a_language = issubclass(model, TranslatableMixin)
    row = model(**({"locale": Locale.objects.first()} if is_of_a_language else {}))
    row.save()
    revision = row.save_revision(clean=False)
    name = model.snippet_viewset.get_url_name("revisions_revert")
    answer = client().post(reverse(name, args=[row.pk, revision.pk]), {"title": WORDS})
    assert answer.status_code in {200, 302, 400}  # What need not say anything can be emptied.


def test_what_a_reverted_text_lacks_is_named() -> None:
    row = AudienceFactory()
    url = reverse(
        Audience.snippet_viewset.get_url_name("revisions_revert"),
        args=[row.pk, row.save_revision().pk],
    )
    html = unescape(client().post(url, {"slug": "inny"}).content.decode())
    assert "Nazwa: To pole nie może być puste." in html
