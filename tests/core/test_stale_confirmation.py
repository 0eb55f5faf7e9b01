"""What is unpublished, deleted or moved as a whole is what the question showed, or nothing is."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker
from wagtail.models import Page

from cms.content.pages.models import AlertBanner
from cms.core.publication.object_version_tokens import whole
from tests.factories import ContentPageFactory, SectionPageFactory, UserFactory
from tests.kept_objects import in_one_transaction
from tests.translation.base.shown_state import by_api
from tests.translation.base.translation_steps import edit, fresh, locale, publish_in

pytestmark = pytest.mark.django_db
ACTS = ["unpublish", "delete", "move"]


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    return client


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Page, Page]]:
    """Keep a live page with one below it and a translation, and a place to move it to."""
    del django_db_setup
    with in_one_transaction(django_db_blocker):
        section = SectionPageFactory(slug="dzial")
        page = ContentPageFactory(parent=section, slug="praca", lead="Stare.")
        ContentPageFactory(parent=page, slug="nizej")
        publish_in(page, "uk")
        yield page, SectionPageFactory(slug="gdzie-indziej")


@pytest.fixture
def page(kept: tuple[Page, Page]) -> Any:
    return fresh(kept[0])


@pytest.fixture
def elsewhere(kept: tuple[Page, Page]) -> Any:
    return fresh(kept[1])


def address(act: str, page: Page, elsewhere: Page, way: str) -> str:
    if way == "bulk":
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
        return f"{url}?id={page.pk}&next=/admin/"
    if act == "move":
        return reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk])
    return reverse(f"wagtailadmin_pages:{act}", args=[page.pk])


def seen_in(html: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', html)
    assert found
    return unescape(found[1])


def where(page: Page) -> Any:
    """Return what the acts change: whether it is there, live, and at which address."""
    return Page.objects.filter(pk=page.pk).values_list("live", "url_path").first()


def new_draft(page: Page) -> None:
    draft = fresh(page)
    draft.title = "Ktoś zmienił"
    draft.save_revision()


def new_translation(page: Page) -> None:
    target = fresh(page.get_translation(locale("uk")))
    target.title = "Хтось змінив"
    target.save_revision()


def published(page: Page) -> None:
    edit(page, title="Ktoś opublikował")


CHANGES = {
    "Ktoś zmienił": new_draft,
    "Хтось змінив": new_translation,
    "Ktoś opublikował": published,
}


@pytest.mark.parametrize("way", ["address", "bulk"])
@pytest.mark.parametrize("act", ACTS)
def test_what_was_shown_is_done(
    client: Client, page: Page, elsewhere: Page, act: str, way: str
) -> None:
    url, before = address(act, page, elsewhere, way), where(page)
    seen = seen_in(client.get(url).content.decode())
    client.post(url, {"seen": seen, "chooser": elsewhere.pk})
    assert where(page) != before


@pytest.mark.parametrize("change", CHANGES.values(), ids=["draft", "translation", "publication"])
@pytest.mark.parametrize("way", ["address", "bulk"])
@pytest.mark.parametrize("act", ACTS)
def test_what_changed_since_is_asked_again(  # noqa: PLR0917  Every way, act and change.
    client: Client, page: Page, elsewhere: Page, act: str, way: str, change: Any
) -> None:
    url = address(act, page, elsewhere, way)
    sent = {"seen": seen_in(client.get(url).content.decode()), "chooser": elsewhere.pk}
    change(page)
    before = where(page)
    answer = client.post(url, sent)
    html = answer.content.decode()
    assert (answer.status_code, where(page), "Nic nie zrobiono" in html) == (409, before, True)
    client.post(url, {**sent, "seen": seen_in(html)})
    assert where(page) != before


@pytest.mark.parametrize("way", ["address", "bulk"])
@pytest.mark.parametrize("act", ACTS)
def test_an_answer_to_no_question_does_nothing(
    client: Client, page: Page, elsewhere: Page, act: str, way: str
) -> None:
    before = where(page)
    answer = client.post(address(act, page, elsewhere, way), {"chooser": elsewhere.pk})
    assert (answer.status_code, where(page)) == (409, before)


@pytest.mark.parametrize("way", ["address", "bulk"])
def test_what_is_below_is_asked_about_where_it_goes_along(
    client: Client, page: Page, elsewhere: Page, way: str
) -> None:
    down, gone = (address(act, page, elsewhere, way) for act in ("unpublish", "delete"))
    sent = [{"seen": seen_in(client.get(url).content.decode())} for url in (down, gone)]
    new_draft(page.get_children().get(slug="nizej"))
    assert client.post(gone, sent[1]).status_code == 409
    assert client.post(down, {**sent[0], "include_descendants": "on"}).status_code == 409
    assert client.post(down, sent[0]).status_code == 302


@pytest.mark.parametrize("act", ACTS)
def test_a_program_names_the_draft_it_has_read(
    client: Client, page: Page, elsewhere: Page, act: str
) -> None:
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, act])
    before = where(page)
    sent = {**by_api(page, act), "destination_page_id": elsewhere.pk}
    new_draft(page)
    for body in ({**sent, "seen": ""}, sent):
        answer = client.post(url, body)
        assert (answer.status_code, where(page)) == (409, before)
    named = str(by_api(page, act)["seen"])
    assert named in answer.json()["message"]
    client.post(url, {**sent, "seen": named})
    assert where(page) != before


@pytest.mark.parametrize("change", [new_draft, new_translation, published])
@pytest.mark.parametrize("act", ["unpublish", "delete", "move"])
def test_a_program_names_all_that_goes_along(
    client: Client, page: Page, elsewhere: Page, act: str, change: Any
) -> None:
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, act])
    more = {"destination_page_id": elsewhere.pk, "recursive": "true"}
    with transaction.atomic():
        sent = {"seen": whole(fresh(page), below=True), **more}
    change(page if change is new_translation else page.get_children().get(slug="nizej"))
    before = where(page)
    assert (client.post(url, sent).status_code, where(page)) == (409, before)


@pytest.mark.parametrize("way", ["address", "bulk"])
def test_moving_asks_about_what_gets_another_address_with_it(
    client: Client, page: Page, elsewhere: Page, way: str
) -> None:
    url = address("move", page, elsewhere, way)
    sent = {"seen": seen_in(client.get(url).content.decode()), "chooser": elsewhere.pk}
    new_draft(page.get_children().get(slug="nizej"))
    before = where(page)
    assert (client.post(url, sent).status_code, where(page)) == (409, before)


@pytest.mark.parametrize("act", ["unpublish", "delete", "bulk"])
def test_so_it_is_with_snippets(client: Client, act: str) -> None:
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Awaria", live=True)
    url = f"{reverse('wagtail_bulk_action', args=['pages', 'alertbanner', 'delete'])}?id={alert.pk}"
    if act != "bulk":
        url = reverse(f"wagtailsnippets_pages_alertbanner:{act}", args=[alert.pk])
    sent = {"seen": seen_in(client.get(url).content.decode())}
    alert.title = "Awaria minęła"
    alert.save_revision()
    up = AlertBanner.objects.filter(pk=alert.pk, live=True)
    answer = client.post(url, sent)
    assert (answer.status_code, up.exists()) == (409, True)
    client.post(url, {"seen": seen_in(answer.content.decode())})
    assert not up.exists()


def test_no_other_method_deletes_a_snippet(client: Client) -> None:
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Awaria", live=True)
    url = reverse("wagtailsnippets_pages_alertbanner:delete", args=[alert.pk])
    assert (client.delete(url).status_code, client.put(url).status_code) == (405, 405)
    assert AlertBanner.objects.filter(pk=alert.pk).exists()
