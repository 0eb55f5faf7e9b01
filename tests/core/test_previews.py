"""Previews: one token opens one draft, for a quarter of an hour."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Locale
from wagtail_headless_preview.models import PagePreview

from cms.content.pages.models import ContentPage, HomePage
from cms.core import content_version, previews
from tests.delivery.api import get
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.bodies import body
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return UserFactory(administrator=True)


def preview(token: str) -> Any:
    return get(f"preview/?token={token}")


def test_draft_is_shown_as_it_stands_in_the_form(editor: Any) -> None:
    page = ContentPageFactory(title="Opublikowane", slug="praca")
    page.title = "Szkic"
    page.body = body(("rich_text", "<p>Nowy tekst</p>"))
    response = preview(previews.create_token(page, editor.pk))
    found = response.json()
    assert (found["title"], found["meta"]["preview"]) == ("Szkic", True)
    assert found["body"][0]["value"] == {"html": "<p>Nowy tekst</p>"}
    assert (response["Cache-Control"], response.has_header("ETag")) == ("private, no-store", False)


def test_page_that_was_never_saved_is_shown_in_its_place(editor: Any) -> None:
    parent = HomePage.objects.get(locale__language_code="pl")
    page = ContentPage(title="Nowa", slug="nowa", locale=parent.locale)
    page.set_url_path(parent)
    page.depth = parent.depth + 1
    page.path = page._get_children_path_interval(parent.path)[1]
    found = preview(previews.create_token(page, editor.pk)).json()
    assert (found["id"], found["title"]) == (None, "Nowa")
    assert found["meta"]["html_url"] == "http://127.0.0.1:4321/pl/nowa/"
    assert [crumb["title"] for crumb in found["meta"]["breadcrumbs"]] == ["Wspólna Sprawa"]


def test_translation_in_progress_is_shown_in_its_language(editor: Any) -> None:
    copy = translated(ContentPageFactory(slug="praca"), "uk", live=False, slug="robota")
    copy.title = "Робота"
    found = preview(previews.create_token(copy, editor.pk)).json()
    assert (found["title"], found["meta"]["locale"]) == ("Робота", "uk")
    assert found["meta"]["html_url"] == "http://127.0.0.1:4321/uk/robota/"


def forged(token: str) -> str:
    return token[:-1] + ("a" if token[-1] != "a" else "b")


def test_every_token_that_opens_nothing_gets_the_same_answer(
    editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ContentPageFactory()
    gone = previews.create_token(page, editor.pk)
    PagePreview.objects.all().delete()
    token = previews.create_token(page, editor.pk)
    answers = [preview(wrong) for wrong in (gone, forged(token), "x", "x" * 300, f"{token}x")]
    monkeypatch.setattr(previews, "LIFETIME", timedelta(seconds=-1))
    answers.append(preview(token))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_token_ends_with_the_rights_of_whom_it_was_made_for() -> None:
    from cms.users import roles

    author = UserFactory(role=roles.AUTHORS)
    token = previews.create_token(ContentPageFactory(), author.pk)
    assert preview(token).status_code == 200
    author.groups.clear()
    assert preview(token).status_code == 404


def test_token_ends_with_the_account(editor: Any) -> None:
    token = previews.create_token(ContentPageFactory(), editor.pk)
    editor.is_active = False
    editor.save()
    assert preview(token).status_code == 404


def test_tokens_are_not_stored_and_never_alike(editor: Any) -> None:
    page = ContentPageFactory()
    tokens = [previews.create_token(page, editor.pk) for _ in range(2)]
    stored = " ".join(PagePreview.objects.values_list("token", flat=True))
    assert tokens[0] != tokens[1]
    assert [token in stored for token in tokens] == [False, False]


def test_a_preview_is_no_change_of_content(editor: Any) -> None:
    page = ContentPageFactory()
    before = content_version.read()
    preview(previews.create_token(page, editor.pk))
    assert content_version.read() == before


def test_old_drafts_are_collected(editor: Any) -> None:
    previews.create_token(ContentPageFactory(), editor.pk)
    PagePreview.objects.update(created_at="2026-01-01")
    previews.collect_garbage()
    assert PagePreview.objects.count() == 0


def test_admins_preview_leads_to_the_frontend_with_a_token_that_works(editor: Any) -> None:
    page = ContentPageFactory(title="Strona")
    client = Client()
    client.force_login(editor)
    response = client.get(f"/admin/pages/{page.pk}/revisions/{page.latest_revision_id}/view/")
    source = response.content.decode().partition('src="')[2].partition('"')[0]
    address = urlsplit(source)
    assert f"{address.scheme}://{address.netloc}{address.path}" == "http://127.0.0.1:4321/preview"
    assert preview(parse_qs(address.query)["token"][0]).json()["title"] == "Strona"


def test_links_of_the_admin_lead_to_the_public_site() -> None:
    page = translated(ContentPageFactory(slug="praca"), "uk", slug="robota")
    request = RequestFactory().get("/")
    address = "http://127.0.0.1:4321/uk/robota/"
    assert (page.url, page.full_url, page.get_url(request)) == (address, address, address)
    assert page.serve(request)["Location"] == address
    assert Locale.objects.count() == 4
