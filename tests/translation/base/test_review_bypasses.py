"""Ways around the review and the gate that Wagtail and wagtail-localize offer, all closed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from cms.content.pages.models import ContentPage
from cms.core.models import TranslationStatus
from cms.translation.base.domain import publication, review_workflow
from cms.translation.base.domain.errors import OwnWorkError, SourceChangedError, UntranslatedError
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import (
    approve_step,
    edit,
    fresh,
    publish_in,
    run_checks,
    start,
    state,
    submit,
    translate,
)

from . import shown_state

pytestmark = pytest.mark.django_db


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def complete(page: Any = None) -> Translation:
    """Return a translation that has every text and was never published."""
    translation = start(page or ContentPageFactory())
    translate(translation)
    return translation


def sync_and_publish(translation: Translation, user: User) -> Any:
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    return logged_in(user).post(url, {"publish_translations": "on"}, follow=True)


def approve_from_dashboard(translation: Translation, user: User) -> Any:
    target = translation.get_target_instance()
    task_state = target.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", task_state.pk])
    edit_url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    url = shown_state.deciding(url, target)
    return logged_in(user).post(url, HTTP_REFERER=edit_url, follow=True)


def levels(response: Any) -> list[str]:
    return [message.level_tag for message in response.context["messages"]]


def test_a_publisher_of_polish_cannot_publish_translations_by_syncing() -> None:
    translation = complete()
    response = sync_and_publish(translation, UserFactory(role=roles.PUBLISHERS))
    assert (levels(response), translation.get_target_instance().live) == (["error"], False)


def test_syncing_does_not_end_a_review() -> None:
    translation = complete()
    submit(translation)
    sync_and_publish(translation, UserFactory(role=roles.PUBLISHERS))
    target = translation.get_target_instance()
    assert (target.live, target.workflow_in_progress) == (False, True)


def test_nobody_approves_from_the_dashboard_what_they_submitted() -> None:
    translation = complete()
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    submit(translation, user=reviewer)
    response = approve_from_dashboard(translation, reviewer)
    target = translation.get_target_instance()
    found = (levels(response), target.live, target.workflow_in_progress)
    assert found == (["error"], False, True)


def test_somebody_else_approves_it() -> None:
    translation = complete()
    submit(translation, user=UserFactory(role=roles.language_reviewers("uk")))
    approve_from_dashboard(translation, UserFactory(role=roles.language_reviewers("uk")))
    assert translation.get_target_instance().live


def test_translators_do_not_publish_what_nobody_reviewed() -> None:
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    translation = complete()
    StringTranslation.objects.update(last_translated_by=reviewer)
    with pytest.raises(OwnWorkError):
        review_workflow.approve(translation, user=reviewer)
    assert not translation.get_target_instance().live


def test_authors_and_publishers_of_the_source_review_as_wagtail_has_it() -> None:
    page = ContentPageFactory(draft=True)
    publisher = UserFactory(role=roles.PUBLISHERS)
    page.get_workflow().start(page, publisher)
    run_checks()
    approve_step(page, publisher)
    approve_step(page, publisher)
    assert fresh(page).live


def test_a_review_is_not_approved_from_the_dashboard_after_the_source_has_changed() -> None:
    page = ContentPageFactory()
    translation = complete(page)
    submit(translation)
    edit(page, lead="Coś nowego.")
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    response = approve_from_dashboard(translation, reviewer)
    target = translation.get_target_instance()
    found = (levels(response), target.live, target.workflow_in_progress)
    assert found == (["error"], False, True)


def test_a_draft_of_an_older_source_is_refused_and_the_live_page_stays() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    translation = Translation.objects.get()
    StringTranslation.objects.filter(context__path="title").update(data="Нове")
    translation.save_target(publish=False)
    revision = fresh(target).latest_revision
    edit(page, lead="Coś nowego.")
    with pytest.raises(SourceChangedError):
        revision.publish()
    assert (fresh(target).title, state(page).status) == (target.title, TranslationStatus.BEHIND)


def test_a_live_translation_may_be_taken_down_and_put_back_although_it_is_behind() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    revision = target.live_revision
    edit(page, lead="Coś nowego.")
    revision.publish()
    assert (fresh(target).live, state(page).status) == (True, TranslationStatus.BEHIND)


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u00a0", "&nbsp; "])
def test_white_space_is_no_translation(blank: str) -> None:
    translation = complete()
    StringTranslation.objects.filter(context__path="title").update(data=blank)
    with pytest.raises(UntranslatedError):
        publication.publish(translation)
    assert ContentPage.objects.filter(live=True, locale=translation.target_locale).count() == 0
