"""Decisions at Wagtail's own addresses are about what was shown, and about nothing else."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.content.editorial.domain import due_for_review
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, SectionPageFactory, UserFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    run_checks,
    start,
    submit,
    translate,
)

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def source_in_review() -> Any:
    page = ContentPageFactory(lead="Stare zdanie.")
    draft = fresh(page)
    draft.lead = "Nowe zdanie."
    draft.save_revision()
    draft.get_workflow().start(fresh(page), UserFactory(role=roles.AUTHORS))
    run_checks()
    return fresh(page)


def translated_in_review(code: str = "uk") -> Any:
    translation = start(ContentPageFactory(lead="Zdanie."), code)
    translate(translation)
    return fresh(submit(translation))


def action_url(page: Page, action: str, step: Any = None) -> str:
    step = step or page.current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, step.pk])


def question(client: Client, page: Page, action: str) -> str:
    """Return where the form of Wagtail's dialog leads."""
    html = client.get(action_url(page, action)).json()["html"]
    found = re.search(r'<form action="([^"]*)"', html)
    assert found
    return unescape(found[1])


def save_another(page: Page) -> None:
    draft = fresh(page).get_latest_revision_as_object()
    draft.title = "Ktoś zmienił"
    draft.save_revision(user=UserFactory())


SAID = {"comment": "Do poprawy.", "valid_until": "2999-01-01"}


@pytest.mark.parametrize("action", ["approve", "reject"])
@pytest.mark.parametrize("make", [source_in_review, translated_in_review])
def test_what_was_shown_is_decided(make: Any, action: str) -> None:
    page, client = make(), client_of(UserFactory(administrator=True))
    step = page.current_workflow_task_state
    client.post(question(client, page, action), SAID)
    step.refresh_from_db()
    assert step.status == {"approve": "approved", "reject": "rejected"}[action]


@pytest.mark.parametrize("action", ["approve", "reject"])
@pytest.mark.parametrize("make", [source_in_review, translated_in_review])
def test_what_changed_since_is_asked_again(make: Any, action: str) -> None:
    page, client = make(), client_of(UserFactory(administrator=True))
    step, url = page.current_workflow_task_state, question(client, page, action)
    save_another(page)
    answer = client.post(url, SAID)
    step.refresh_from_db()
    assert (answer.status_code, step.status) == (409, "in_progress")
    html = answer.content.decode()
    assert ("Do poprawy." in html, "Przeczytaj ją" in html) == (True, True)


def test_a_decision_that_says_nothing_of_what_was_seen_is_asked_again() -> None:
    page, client = source_in_review(), client_of(UserFactory(role=roles.LEGAL_REVIEWERS))
    answer = client.post(action_url(page, "reject"), SAID)
    assert (answer.status_code, fresh(page).workflow_in_progress) == (409, True)
    found = re.search(r'<form action="([^"]*seen[^"]*)"', answer.content.decode())
    assert found
    client.post(unescape(found[1]), SAID)
    assert not fresh(page).workflow_in_progress


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_the_step_of_another_page_is_not_decided_here(action: str) -> None:
    mine, theirs = translated_in_review("uk"), translated_in_review("ru")
    client = client_of(UserFactory(role=roles.language_reviewers("uk")))
    step = theirs.current_workflow_task_state
    seen = question(client, mine, action).partition("?")[2]
    answer = client.post(f"{action_url(mine, action, step)}?{seen}", SAID)
    step.refresh_from_db()
    assert (answer.status_code, step.status) == (404, "in_progress")


def publish_in_bulk(
    client: Client, pages: list[Page], *, meanwhile: Any = None, **sent: Any
) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    url = f"{url}?next=/admin/&{'&'.join(f'id={page.pk}' for page in pages)}"
    html = client.get(url).content.decode()
    seen = [unescape(each) for each in re.findall(r'name="seen" value="([^"]*)"', html)]
    if meanwhile is not None:
        save_another(meanwhile)
    return client.post(url, {"seen": seen, **sent}, follow=True).content.decode()


def test_bulk_publishing_leaves_out_and_names_what_has_changed() -> None:
    client = client_of(UserFactory(role=roles.PUBLISHERS))
    stays, changes = (ContentPageFactory(title=name, draft=True) for name in ("Stała", "Zmienna"))
    html = publish_in_bulk(client, [stays, changes], meanwhile=changes)
    assert (fresh(stays).live, fresh(changes).live) == (True, False)
    assert "Nie opublikowano" in html
    assert "Ktoś zmienił" in html


def test_so_it_does_below_a_page() -> None:
    client = client_of(UserFactory(role=roles.PUBLISHERS))
    section = SectionPageFactory(title="Dział", slug="dzial")
    stays, changes = (ContentPageFactory(parent=section, draft=True) for _ in range(2))
    publish_in_bulk(client, [section], meanwhile=changes, include_descendants="on")
    assert (fresh(stays).live, fresh(changes).live) == (True, False)


def test_bulk_publishing_without_a_question_publishes_nothing() -> None:
    client, page = client_of(UserFactory(role=roles.PUBLISHERS)), ContentPageFactory(draft=True)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={page.pk}")
    assert not fresh(page).live


def test_the_api_publishes_the_draft_that_was_named() -> None:
    client, page = client_of(UserFactory(role=roles.PUBLISHERS)), ContentPageFactory(draft=True)
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    seen = fresh(page).latest_revision_id
    save_another(page)
    assert client.post(url).status_code == client.post(url, {"seen": seen}).status_code == 409
    assert not fresh(page).live
    assert client.post(url, {"seen": fresh(page).latest_revision_id}).status_code == 200
    assert fresh(page).live


def test_urgent_publishing_asks_again_about_another_text() -> None:
    client, page = client_of(UserFactory(role=roles.PUBLISHERS)), ContentPageFactory(lead="Stare.")
    edit_draft(page, "Pilne.")
    url = reverse("releases:urgent", args=[page.pk])
    found = re.search(r'name="seen" value="([^"]*)"', client.get(url).content.decode())
    assert found
    save_another(page)
    answer = client.post(url, {"seen": found[1]})
    assert (answer.status_code, fresh(page).lead) == (409, "Stare.")


def edit_draft(page: Page, lead: str) -> None:
    draft = fresh(page)
    draft.lead = lead
    draft.save_revision()


def test_a_page_that_changed_is_not_reviewed_by_the_old_list() -> None:
    user, page = UserFactory(role=roles.AUTHORS), ContentPageFactory()
    client, url = client_of(user), reverse("editorial:reviewed", args=[page.pk])
    html = client.get(reverse("editorial:due_for_review")).content.decode()
    found = re.search(r'name="seen" value="([^"]*)"', html)
    assert found
    edit(page, lead="Inne.")
    client.post(url, {"seen": found[1]})
    assert fresh(page).get_latest_revision_as_object().last_reviewed_on is None
    assert due_for_review.due_pages(user).filter(pk=page.pk).exists()


def test_the_editor_publishes_over_no_newer_draft() -> None:
    from tests.translation.base.test_publication_paths import form_of

    client, page = client_of(UserFactory(role=roles.PUBLISHERS)), ContentPageFactory(lead="Stare.")
    loaded = fresh(page).latest_revision
    opened = {
        "loaded_revision_id": str(loaded.pk),
        "loaded_revision_created_at": loaded.created_at.isoformat(),
    }
    save_another(page)
    body = form_of(page, **{"action-publish": "1"}) | opened | {"lead": "Moje zdanie."}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), body)
    assert (answer.status_code, fresh(page).lead) == (409, "Stare.")
    assert "Moje zdanie." in answer.content.decode()


def test_switching_off_never_deletes() -> None:
    client = client_of(UserFactory(administrator=True))
    page = source_in_review()
    task = page.current_workflow_task
    workflow = page.get_workflow()
    for name, pk in (("disable_task", task.pk), ("disable", workflow.pk)):
        assert (
            client.delete(reverse(f"wagtailadmin_workflows:{name}", args=[pk])).status_code == 405
        )
    assert type(workflow).objects.filter(pk=workflow.pk).exists()
    assert fresh(page).workflow_in_progress


@pytest.fixture(autouse=True)
def people() -> None:
    """Somebody is in every group, so that reviews are like those of a site at work."""
    for group in Group.objects.filter(name__in=[roles.PUBLISHERS, roles.LEGAL_REVIEWERS]):
        UserFactory(role=group.name)
