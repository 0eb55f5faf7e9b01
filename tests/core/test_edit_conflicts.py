"""What readers see at once is decided in an editor about the newest draft, or asked once more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from cms.content.pages.models import FundingLine
from cms.content.points.models import Service
from cms.core.publication import edit_conflicts
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.points import ServiceFactory
from tests.translation.base.shown_state import opened
from tests.translation.base.test_publication_paths import form_of
from tests.translation.base.translation_steps import fresh, locale

pytestmark = pytest.mark.django_db


def funding_line() -> Any:
    return FundingLine.objects.create(locale=locale("pl"), text="Stare.", live=True)


def service() -> Any:
    return ServiceFactory(name="Stare.")


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    return client


def save_draft(instance: Any, name: str, text: str) -> None:
    draft = fresh(instance)
    setattr(draft, name, text)
    draft.save_revision()


@pytest.mark.parametrize(("make", "name"), [(funding_line, "text"), (service, "name")])
@pytest.mark.parametrize("says", [True, False], ids=["stale", "without a word of it"])
def test_a_snippet_is_published_over_no_newer_draft(
    client: Client, make: Callable[[], Any], name: str, says: bool
) -> None:
    snippet = make()
    save_draft(snippet, name, "Szkic.")
    form = {name: "Moje.", "action-publish": "1", **(opened(snippet) if says else {})}
    save_draft(snippet, name, "Nowszy szkic.")
    meta = snippet._meta
    url = reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit", args=[snippet.pk])
    answer = client.post(url, form)
    assert (answer.status_code, getattr(fresh(snippet), name)) == (409, "Stare.")
    assert "Moje." in answer.content.decode()
    assert client.post(url, form | opened(snippet)).status_code == 302
    assert getattr(fresh(snippet), name) == "Moje."


def test_every_snippet_has_the_editor_that_asks() -> None:
    models = [each for each in get_snippet_models() if hasattr(each, "live")]
    editors = {each.snippet_viewset.edit_view_class for each in models}  # type: ignore[attr-defined]  # Wagtail sets it.
    assert Service in models
    assert {each.form_valid for each in editors} == {edit_conflicts.SnippetEditView.form_valid}


def test_a_pages_form_that_does_not_say_what_it_was_opened_with_is_asked(client: Client) -> None:
    page = ContentPageFactory(lead="Stare.")
    save_draft(page, "lead", "Szkic.")
    form = form_of(page, **{"action-publish": "1"}) | {"lead": "Moje zdanie."}
    told = {key: value for key, value in form.items() if not key.startswith("loaded_")}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(url, told)
    assert (answer.status_code, fresh(page).lead) == (409, "Stare.")
    assert "Moje zdanie." in answer.content.decode()
    assert client.post(url, form).status_code == 302
    assert fresh(page).lead == "Moje zdanie."
