"""The lawyers' step: a day until which a page holds, and who is reminded of it."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.core.publication import publication_conditions
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.core.task_summary import task_summary
from cms.translation.base.domain.errors import SourceChangedError
from cms.translation.base.signals import legal_validity_ending
from cms.translation.review.domain import legal_validity, legal_validity_reminders
from cms.translation.review.models import LegalReviewTask, LegalValidity
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base import shown_state
from tests.translation.base.translation_steps import edit, fresh, publish_in, run_checks

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def lawyer_of() -> tuple[Client, Any]:
    client, lawyer = Client(), UserFactory(role=roles.LEGAL_REVIEWERS)
    client.force_login(lawyer)
    return client, lawyer


def in_legal_review() -> Any:
    page = ContentPageFactory(draft=True)
    page.get_workflow().start(page, UserFactory(role=roles.AUTHORS))
    run_checks()
    page = fresh(page)
    assert isinstance(page.current_workflow_task, LegalReviewTask)
    return page


def action_url(page: Any, action: str = "approve") -> str:
    task_state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task_state.pk])
    return shown_state.deciding(url, page)


def valid(page: Any, until: date) -> LegalValidity:
    return legal_validity.renew(page, until, seen=legal_validity.live_digest(page), user=None)


def in_force(page: Any) -> date | None:
    found = LegalValidity.of(page).filter(in_force=True).first()
    return found.valid_until if found else None


def approve(page: Any, until: str = "2999-12-31") -> Any:
    """Approve as a lawyer does."""
    client, _lawyer = lawyer_of()
    return client.post(action_url(fresh(page)), {"valid_until": until})


def publish_after_review(page: Any) -> None:
    fresh(page).current_workflow_task_state.approve(user=UserFactory(role=roles.PUBLISHERS))


def draft_in_legal_review(page: Any, lead: str) -> None:
    draft = fresh(page)
    draft.lead = lead
    draft.save_revision()
    draft.get_workflow().start(fresh(page), UserFactory(role=roles.AUTHORS))
    run_checks()


@pytest.fixture
def reminders() -> Any:
    """Collect what is sent: (translation key, day, group)."""
    sent: list[tuple[Any, date, str]] = []

    def receive(translation_key: Any, on: date, recipients_group: str, **_kwargs: Any) -> None:
        sent.append((translation_key, on, recipients_group))

    legal_validity_ending.connect(receive)
    yield sent
    legal_validity_ending.disconnect(receive)


def test_approving_asks_for_the_day_and_offers_one_in_a_year() -> None:
    page, (client, _lawyer) = in_legal_review(), lawyer_of()
    offered = (timezone.localdate() + timedelta(days=365)).isoformat()
    html = json.loads(client.get(action_url(page)).content)["html"]
    assert (html.count('name="valid_until"'), html.count(f'value="{offered}"')) == (1, 1)


def test_the_day_is_kept_for_the_page_and_the_review_goes_on() -> None:
    page, (client, lawyer) = in_legal_review(), lawyer_of()
    client.post(action_url(page), {"valid_until": "2999-12-31", "comment": "Art. 5."})
    kept = LegalValidity.objects.get()
    assert (kept.translation_key, kept.valid_until, kept.checked_by) == (
        page.translation_key,
        date(2999, 12, 31),
        lawyer,
    )
    found = page.workflow_states.get().task_states.get(finished_by=lawyer)
    assert (found.status, found.comment) == ("approved", "Art. 5.")
    assert fresh(page).current_workflow_task.name == "Publikacja"


@pytest.mark.parametrize("day", ["", "2020-01-01", "jutro"])
def test_without_a_day_that_is_to_come_nothing_is_approved(day: str) -> None:
    page, (client, _lawyer) = in_legal_review(), lawyer_of()
    client.post(action_url(page), {"valid_until": day})
    assert isinstance(fresh(page).current_workflow_task, LegalReviewTask)
    assert LegalValidity.objects.count() == 0


def test_the_editor_cannot_leave_the_day_out_either() -> None:
    page, (client, lawyer) = in_legal_review(), lawyer_of()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    task_state = page.current_workflow_task_state
    with pytest.raises(Exception, match="legal_validity"):
        task_state.task.specific.on_action(task_state, lawyer, "approve", comment="")
    assert client.get(url).status_code == 200
    assert isinstance(fresh(page).current_workflow_task, LegalReviewTask)


def test_nobody_but_the_chosen_groups_decides() -> None:
    page = in_legal_review()
    task = page.current_workflow_task
    people = [roles.AUTHORS, roles.PUBLISHERS, roles.LEGAL_REVIEWERS]
    found = [[name for name, *_ in task.get_actions(page, UserFactory(role=r))] for r in people]
    assert found == [[], [], ["reject", "approve"]]


def test_rejecting_asks_for_no_day() -> None:
    page, (client, _lawyer) = in_legal_review(), lawyer_of()
    client.post(action_url(page, "reject"), {"comment": "Nieaktualne."})
    assert fresh(page).current_workflow_state.status == "needs_changes"


def test_a_later_review_takes_the_earlier_day_s_place() -> None:
    page = ContentPageFactory()
    valid(page, TODAY)
    valid(page, TODAY + timedelta(days=100))
    assert in_force(page) == TODAY + timedelta(days=100)


def test_thirty_days_before_the_lawyers_are_reminded_once(reminders: Any) -> None:
    page = ContentPageFactory()
    valid(page, TODAY + timedelta(days=30))
    valid(ContentPageFactory(), TODAY + timedelta(days=31))
    assert [
        legal_validity_reminders.remind(TODAY),
        legal_validity_reminders.remind(TODAY),
        len(reminders),
    ] == [1, 0, 1]
    day = TODAY + timedelta(days=30)
    assert reminders == [(page.translation_key, day, roles.LEGAL_REVIEWERS)]


def test_a_new_day_is_a_new_reminder(reminders: Any) -> None:
    page = ContentPageFactory()
    valid(page, TODAY)
    legal_validity_reminders.remind(TODAY)
    valid(page, TODAY + timedelta(days=200))
    assert legal_validity_reminders.remind(TODAY + timedelta(days=169)) == 0
    assert legal_validity_reminders.remind(TODAY + timedelta(days=170)) == 1
    assert [on for _key, on, _group in reminders] == [TODAY, TODAY + timedelta(days=200)]


def test_nobody_is_reminded_of_what_is_not_published(reminders: Any) -> None:
    page = ContentPageFactory()
    valid(page, TODAY)
    page.unpublish()
    assert (legal_validity_reminders.remind(TODAY), reminders) == (0, [])


def test_the_groups_of_every_legal_review_are_told(reminders: Any) -> None:
    other = LegalReviewTask.objects.create(name="Drugi przegląd")
    other.groups.add(Group.objects.get(name=roles.PUBLISHERS))
    off = LegalReviewTask.objects.create(name="Dawny", active=False)
    off.groups.add(Group.objects.get(name=roles.AUTHORS))
    valid(ContentPageFactory(), TODAY)
    legal_validity_reminders.remind(TODAY)
    groups = {group for _key, _on, group in reminders}
    assert groups == {roles.LEGAL_REVIEWERS, roles.PUBLISHERS}


def piles(user: Any) -> dict[str, int]:
    return {step.url: step.count for step in task_summary(user)}


def test_the_dashboard_counts_what_is_due_to_those_who_may_renew() -> None:
    today = timezone.localdate()
    for days in (-1, 30, 31):
        valid(ContentPageFactory(), today + timedelta(days=days))
    url = reverse("gate:legal_validity")
    assert piles(UserFactory(role=roles.LEGAL_REVIEWERS))[url] == 2
    assert url not in piles(UserFactory(role=roles.PUBLISHERS))


def test_the_list_shows_live_source_pages_by_their_last_day(
    client: Client, django_assert_num_queries: Any
) -> None:
    later, sooner = ContentPageFactory(title="Później"), ContentPageFactory(title="Wcześniej")
    valid(later, TODAY + timedelta(days=9))
    valid(sooner, TODAY)
    publish_in(later, "uk")
    with django_assert_num_queries(2):
        found = [
            (row.page.title, row.days_left, row.is_over)
            for row in legal_validity_reminders.valid_pages(TODAY)
        ]
    assert found == [("Wcześniej", 0, False), ("Później", 9, False)]


def test_the_list_without_rows_says_how_pages_come_here() -> None:
    client, _lawyer = lawyer_of()
    html = client.get(reverse("gate:legal_validity")).content.decode()
    assert (html.count('class="listing"'), html.count("gdy prawnik ją zatwierdzi")) == (0, 1)


def test_a_lawyer_renews_a_page_from_the_list() -> None:
    page, (client, lawyer) = ContentPageFactory(), lawyer_of()
    valid(page, timezone.localdate())
    url = reverse("gate:renew", args=[page.pk])
    assert f'href="{url}"' in client.get(reverse("gate:legal_validity")).content.decode()
    assert 'name="valid_until"' in client.get(url).content.decode()
    client.post(url, {"valid_until": "2999-01-01", "seen": legal_validity.live_digest(page)})
    kept = LegalValidity.objects.get(in_force=True)
    assert (kept.valid_until, kept.checked_by) == (date(2999, 1, 1), lawyer)


@pytest.mark.parametrize("role", [roles.AUTHORS, roles.PUBLISHERS, roles.translators("uk")])
def test_others_renew_nothing(client: Client, role: str) -> None:
    page = ContentPageFactory()
    client.force_login(UserFactory(role=role))
    answer = client.post(reverse("gate:renew", args=[page.pk]), {"valid_until": "2999-01-01"})
    assert (answer.status_code, LegalValidity.objects.count()) == (403, 0)


def test_a_translation_is_renewed_through_its_source() -> None:
    translation, (client, _lawyer) = publish_in(ContentPageFactory()), lawyer_of()
    url = reverse("gate:renew", args=[translation.pk])
    assert client.post(url, {"valid_until": "2999-01-01"}).status_code == 404


def test_a_day_is_of_the_text_that_was_read_and_counts_while_it_is_live() -> None:
    page = in_legal_review()
    approve(page)
    assert in_force(page) is None
    publish_after_review(page)
    assert in_force(page) == date(2999, 12, 31)
    edit(page, lead="Tego prawnik nie czytał.")
    assert in_force(page) is None
    edit(page, lead=page.lead)
    assert in_force(page) == date(2999, 12, 31)


def test_a_text_that_no_lawyer_read_is_due_and_told() -> None:
    page = ContentPageFactory()
    valid(page, TODAY + timedelta(days=300))
    edit(page, lead="Tego prawnik nie czytał.")
    assert [
        (row.is_changed, row.is_due) for row in legal_validity_reminders.valid_pages(TODAY)
    ] == [(True, True)]
    client, _lawyer = lawyer_of()
    html = client.get(reverse("gate:legal_validity")).content.decode()
    assert html.count("tekst zmienił się od tego czasu") == 1


def test_approving_a_draft_that_is_rejected_later_does_not_extend_the_live_text() -> None:
    page = ContentPageFactory()
    valid(page, TODAY)
    draft_in_legal_review(page, "Nowe zdanie.")
    approve(page)
    fresh(page).current_workflow_task_state.reject(user=UserFactory(role=roles.PUBLISHERS))
    assert in_force(page) == TODAY


def test_a_refused_approval_notes_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lawyers' step is the last one, and a condition of publication does not hold."""
    page = ContentPageFactory()
    workflow = page.get_workflow()
    workflow.workflow_tasks.exclude(task__content_type__model="legalreviewtask").delete()
    draft_in_legal_review(page, "Nowe zdanie.")

    def refuse(_instance: Any) -> None:
        raise PublicationRefusedError("test", "Nie teraz.")

    monkeypatch.setattr(publication_conditions, "_checks", [refuse])
    approve(page)
    assert (LegalValidity.objects.count(), fresh(page).workflow_in_progress) == (0, True)


def test_no_way_to_approve_leaves_the_day_out() -> None:
    page = in_legal_review()
    with pytest.raises(PublicationRefusedError):
        fresh(page).current_workflow_task_state.approve(user=UserFactory(administrator=True))
    assert isinstance(fresh(page).current_workflow_task, LegalReviewTask)


def test_a_translation_s_day_is_not_its_source_s() -> None:
    page = ContentPageFactory()
    valid(publish_in(page), TODAY)
    assert (in_force(page), list(legal_validity_reminders.valid_pages(TODAY))) == (None, [])


def test_who_renews_another_text_than_they_read_is_shown_the_new_one() -> None:
    page, (client, _lawyer) = ContentPageFactory(), lawyer_of()
    seen = legal_validity.live_digest(page)
    edit(page, lead="Nowe zdanie.")
    url = reverse("gate:renew", args=[page.pk])
    answer = client.post(url, {"valid_until": "2999-01-01", "seen": seen})
    html = answer.content.decode()
    assert (answer.status_code, LegalValidity.objects.count()) == (409, 0)
    assert ('value="2999-01-01"' in html, legal_validity.live_digest(fresh(page)) in html) == (
        True,
        True,
    )


def test_saving_the_same_text_again_leaves_it_valid() -> None:
    page = ContentPageFactory()
    valid(page, TODAY)
    edit(page)
    assert in_force(page) == TODAY


def test_what_was_taken_down_meanwhile_is_not_renewed() -> None:
    page = ContentPageFactory()
    page.unpublish()
    with pytest.raises(SourceChangedError):
        valid(fresh(page), TODAY)
    assert LegalValidity.objects.count() == 0
