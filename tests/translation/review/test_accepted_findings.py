"""A finding that a reviewer holds for no fault: accepted with a reason, for these texts only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState
from wagtail_localize.models import StringTranslation

from cms.translation.review.domain import accepted_findings
from cms.translation.review.models import (
    AcceptedFinding,
    AutomaticChecksTask,
    ChecksReport,
    LanguageReviewTask,
)
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import start, submit, translate

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
REASON = "„dwa słowa” to zwrot, nie liczba"


def refused(translator: Any = None) -> tuple[Any, TaskState]:
    """Return a translation that the checks sent back for a number word, and the step."""
    translation = start(ContentPageFactory(lead="Powiem dwa słowa."))
    translate(translation)
    StringTranslation.objects.filter(context__path="lead").update(
        data="Скажу кілька слів.", last_translated_by=translator
    )
    page = submit(translation)
    task_state = page.workflow_states.latest("created_at").current_task_state
    assert task_state.status == TaskState.STATUS_REJECTED
    return translation, task_state


def send(client: Client, task_state: TaskState, reason: str = REASON) -> Any:
    digest = ChecksReport.objects.get(task_state=task_state).findings[0].digest
    address = reverse("gate:checks", args=[task_state.pk])
    return client.post(address, {"digest": digest, "reason": reason})


def step_after(translation: Any) -> type:
    state = submit(translation).workflow_states.latest("created_at").current_task_state
    return type(state.task.specific)


def test_what_a_reviewer_accepts_is_logged_and_passes_the_next_run(client: Client) -> None:
    translation, task_state = refused()
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    client.force_login(reviewer)
    assert send(client, task_state).url == reverse("gate:checks", args=[task_state.pk])
    kept = AcceptedFinding.objects.get()
    assert (kept.reason, kept.accepted_by, kept.language) == (REASON, reviewer, "uk")
    entry = PageLogEntry.objects.get(action=accepted_findings.LOG_ACTION)
    assert (entry.user, entry.data["reason"]) == (reviewer, REASON)
    assert (
        REASON
        in client.get(reverse("gate:checks", args=[task_state.pk]))
        .context["problems"][0]["accepted"]
        .reason
    )
    assert step_after(translation) is LanguageReviewTask


def test_it_holds_for_these_two_texts_only(client: Client) -> None:
    translation, task_state = refused()
    client.force_login(UserFactory(role=roles.language_reviewers("uk")))
    send(client, task_state)
    StringTranslation.objects.filter(context__path="lead").update(data="Скажу щось.")
    assert step_after(translation) is AutomaticChecksTask


def test_a_text_that_changed_since_is_not_accepted_and_the_reason_stays(client: Client) -> None:
    _translation, task_state = refused()
    StringTranslation.objects.filter(context__path="lead").update(data="Скажу щось.")
    client.force_login(UserFactory(role=roles.language_reviewers("uk")))
    answer = send(client, task_state)
    assert (answer.status_code, AcceptedFinding.objects.count()) == (409, 0)
    assert answer.context["problems"][0]["form"]["reason"].value() == REASON


def test_nobody_accepts_what_they_wrote_themselves(client: Client) -> None:
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    _translation, task_state = refused(reviewer)
    client.force_login(reviewer)
    assert send(client, task_state).status_code == 409
    assert AcceptedFinding.objects.count() == 0


def test_a_translator_may_read_and_not_accept(client: Client) -> None:
    _translation, task_state = refused()
    client.force_login(UserFactory(role=roles.translators("uk")))
    page = client.get(reverse("gate:checks", args=[task_state.pk]))
    assert (page.status_code, page.context["may_accept"]) == (200, False)
    send(client, task_state)
    assert AcceptedFinding.objects.count() == 0


def test_a_reason_is_asked_for(client: Client) -> None:
    _translation, task_state = refused()
    client.force_login(UserFactory(role=roles.language_reviewers("uk")))
    assert send(client, task_state, reason=" ").status_code == 422
    assert AcceptedFinding.objects.count() == 0


def test_a_machines_text_is_nobodys_own(client: Client) -> None:
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    _translation, task_state = refused(reviewer)
    StringTranslation.objects.filter(context__path="lead").update(tool_name="Maszyna")
    client.force_login(reviewer)
    send(client, task_state)
    assert AcceptedFinding.objects.get().accepted_by == reviewer
