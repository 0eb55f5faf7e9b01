"""Whoever decides about a whole translation decides about what they had before them."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowTask
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.base.domain import review_workflow, translation_drafts
from cms.translation.base.domain.errors import ChangedSinceError
from cms.translation.base.domain.version_tokens import parse, tokens
from cms.translation.review.models import LegalReviewTask
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base import shown_state
from tests.translation.base.translation_steps import edit, fresh, start, submit, translate
from tests.translation.editor.conftest import as_user

pytestmark = pytest.mark.django_db


def in_review() -> Translation:
    translation = start(ContentPageFactory(lead="Zdanie."))
    translate(translation)
    submit(translation)
    return translation


def rewrite(translation: Translation, text: str, *, by: User | None = None) -> None:
    """Let a translator save another sentence in the meantime."""
    writer = by or UserFactory(role=roles.translators("uk"))
    found = StringTranslation.objects.get(
        context__path="lead", context__object_id=translation.source.object_id
    )
    found.data, found.last_translated_by = text, writer
    found.save()


def page_of(translation: Translation, client: Client, query: str = "") -> list[str]:
    """Return what the page says that its reader sees."""
    url = reverse("workbench:edit", args=[translation.pk])
    html = client.get(f"{url}{query}").content.decode()
    return [
        unescape(each) for each in re.findall(r'name="seen" form="wb-decide" value="([^"]*)"', html)
    ]


def then_lawyers(target: Any) -> None:
    """Let the lawyers decide after the reviewers of the language."""
    lawyers = LegalReviewTask.objects.get()
    WorkflowTask.objects.create(workflow=target.get_workflow(), task=lawyers, sort_order=9)


def ask(translation: Translation, client: Client, action: str, seen: list[str]) -> Any:
    url = reverse("workbench:edit", args=[translation.pk])
    return client.post(url, {"action": action, "seen": seen, "comment": "Bitte."})


@pytest.mark.parametrize("query", ["", "?show=unfinished"])
def test_the_page_says_all_of_what_it_shows(reviewer: User, query: str) -> None:
    translation = in_review()
    assert sorted(page_of(translation, as_user(reviewer), query)) == sorted(tokens(translation))


@pytest.mark.parametrize("action", ["publish", "send-back"])
def test_what_changed_since_is_shown_and_nothing_done(reviewer: User, action: str) -> None:
    translation, client = in_review(), as_user(reviewer)
    seen = page_of(translation, client)
    rewrite(translation, "Зовсім інше речення.")
    answer = ask(translation, client, action, seen)
    html, target = answer.content.decode(), fresh(translation.get_target_instance())
    assert (answer.status_code, target.live, target.workflow_in_progress) == (409, False, True)
    assert ("Зовсім" in html, "<del>" in html, "Bitte." in html) == (True, True, True)
    again = [unescape(each) for each in re.findall(r'name="seen" value="([^"]*)"', html)]
    assert ask(translation, client, action, again).status_code == 302


def test_what_was_not_seen_at_all_is_not_approved(reviewer: User) -> None:
    translation = in_review()
    assert ask(translation, as_user(reviewer), "publish", []).status_code == 409
    assert not translation.get_target_instance().live


def test_who_submits_submits_what_they_saw(translator: User) -> None:
    translation = start(ContentPageFactory(lead="Zdanie."))
    translate(translation)
    seen = page_of(translation, as_user(translator))
    rewrite(translation, "Зовсім інше речення.")
    assert ask(translation, as_user(translator), "submit", seen).status_code == 409
    assert not fresh(translation.get_target_instance()).workflow_in_progress


def test_what_somebody_wrote_themselves_they_know(translator: User) -> None:
    translation = start(ContentPageFactory(lead="Zdanie."))
    translate(translation)
    seen = page_of(translation, as_user(translator))
    rewrite(translation, "Моє речення.", by=translator)
    assert ask(translation, as_user(translator), "submit", seen).status_code == 302
    assert fresh(translation.get_target_instance()).workflow_in_progress


def test_a_polish_sentence_that_changed_counts_too(reviewer: User) -> None:
    page = ContentPageFactory(lead="Zdanie.")
    translation = start(page)
    translate(translation)
    seen = page_of(translation, as_user(reviewer))
    edit(page, lead="Inne zdanie.")
    translate(translation)
    answer = ask(translation, as_user(reviewer), "publish", seen)
    assert (answer.status_code, answer.content.decode().count("nowe po polsku")) == (409, 1)


def test_the_second_of_two_reviewers_does_not_pass_the_next_step(reviewer: User) -> None:
    translation = in_review()
    target = fresh(translation.get_target_instance())
    then_lawyers(target)
    seen = page_of(translation, as_user(reviewer))
    review_workflow.approve(translation, user=reviewer, seen=parse(seen))
    administrator = UserFactory(administrator=True)
    with pytest.raises(ChangedSinceError):
        review_workflow.approve(translation, user=administrator, seen=parse(seen))
    assert isinstance(fresh(target).current_workflow_task, LegalReviewTask)


def approve_at_wagtails_address(translation: Translation, user: User) -> None:
    target = fresh(translation.get_target_instance())
    step = target.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", step.pk])
    as_user(user).post(shown_state.deciding(url, target))


def test_the_dashboard_approves_what_was_submitted_or_nothing(reviewer: User) -> None:
    translation = in_review()
    rewrite(translation, "Зовсім інше речення.")
    approve_at_wagtails_address(translation, reviewer)
    assert not fresh(translation.get_target_instance()).live


def test_a_newer_draft_is_not_what_was_approved(reviewer: User) -> None:
    translation = in_review()
    translation_drafts.save_draft(translation, user=UserFactory(role=roles.translators("uk")))
    approve_at_wagtails_address(translation, reviewer)
    assert not fresh(translation.get_target_instance()).live


def test_language_then_law_is_a_way_that_ends(reviewer: User) -> None:
    """The lawyer may not write or publish in the language, reads the page and decides last."""
    translation = in_review()
    target = fresh(translation.get_target_instance())
    then_lawyers(target)
    review_workflow.approve(translation, user=reviewer)
    lawyer = UserFactory(role=roles.LEGAL_REVIEWERS)
    client, url = as_user(lawyer), reverse("workbench:edit", args=[translation.pk])
    html = client.get(url).content.decode()
    assert html.count('name="valid_until" form="wb-decide"') == 1
    addresses = re.findall(r'action="([^"]*)"', html)
    assert [each for each in addresses if "/segments/" in each or "/overrides/" in each] == []
    assert 'name="text"' not in html
    sent = {"action": "publish", "seen": page_of(translation, client), "valid_until": "2999-01-01"}
    answer = client.post(url, sent)
    assert [str(each) for each in answer.wsgi_request._messages] == ["Opublikowano."]
    assert fresh(target).live
    assert as_user(lawyer).get(url).status_code in {302, 403}
