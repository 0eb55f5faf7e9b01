"""Who is told what, when something happens to a translation."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from cms.translation.base.domain import review_workflow
from cms.translation.base.domain.assignments import assign
from cms.translation.base.domain.urgency import urgently
from cms.translation.base.signals import legal_validity_ending
from cms.translation.notifications.domain.due_reminders import tell_what_is_due
from cms.translation.notifications.enums import Delivery, Kind
from cms.translation.notifications.models import Notice
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import edit, publish_in, start, submit, translate
from tests.translation.notifications.notification_helpers import kinds, locale

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
DAY = date(2026, 12, 3)


def translator(code: str = "uk") -> User:
    return UserFactory(role=roles.translators(code))


def reviewer(code: str = "uk") -> User:
    return UserFactory(role=roles.language_reviewers(code))


def test_whom_work_is_given_to_is_told_until_when() -> None:
    page, somebody, by = ContentPageFactory(), translator(), reviewer()
    assign(page.translation_key, locale(), assignee=somebody, due_on=DAY, by=by)
    (notice,) = Notice.objects.all()
    assert (notice.recipient, notice.kind, notice.on) == (somebody, Kind.ASSIGNED, DAY)


def test_who_takes_work_is_not_told() -> None:
    page, somebody = ContentPageFactory(), reviewer()
    assign(page.translation_key, locale(), assignee=somebody, due_on=None, by=somebody)
    assert Notice.objects.count() == 0


def test_nothing_is_told_of_a_change_that_is_rolled_back() -> None:
    page, somebody, by = ContentPageFactory(), translator(), reviewer()
    with transaction.atomic():
        assign(page.translation_key, locale(), assignee=somebody, due_on=DAY, by=by)
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0


def test_translators_of_the_language_hear_that_a_page_fell_behind() -> None:
    mine, other, checks = translator(), translator("ru"), reviewer()
    page = ContentPageFactory(lead="Stare zdanie.")
    publish_in(page)
    edit(page, lead="Nowe zdanie.")
    notice = Notice.objects.get(recipient=mine)
    assert (notice.kind, notice.count, notice.is_urgent) == (Kind.FELL_BEHIND, 1, False)
    assert (kinds(other), kinds(checks)) == ([], [])


def test_two_changes_before_the_digest_are_one_line() -> None:
    mine = translator()
    page = ContentPageFactory(lead="Stare zdanie.")
    publish_in(page)
    edit(page, lead="Nowe zdanie.")
    edit(page, lead="Nowe zdanie.", title="Nowy tytuł")
    assert kinds(mine) == [Kind.FELL_BEHIND]
    assert Notice.objects.get(recipient=mine).count > 1


def test_only_the_person_who_has_the_page_hears_that_it_fell_behind() -> None:
    mine, other, by = translator(), translator(), reviewer()
    page = ContentPageFactory(lead="Stare zdanie.")
    publish_in(page)
    assign(page.translation_key, locale(), assignee=mine, due_on=None, by=by)
    edit(page, lead="Nowe zdanie.")
    assert (kinds(mine), kinds(other)) == ([Kind.ASSIGNED, Kind.FELL_BEHIND], [])


def test_what_is_urgent_is_told_to_reviewers_as_well_and_at_once() -> None:
    people = [translator(), reviewer()]
    page = ContentPageFactory(lead="Stare zdanie.")
    publish_in(page)
    with urgently():
        edit(page, lead="Nowe zdanie.")
    told = Notice.objects.order_by("recipient")
    assert [notice.recipient for notice in told] == people
    assert {notice.delivery for notice in told} == {Delivery.AT_ONCE}


def test_a_review_tells_reviewers_then_who_submitted() -> None:
    mine, checks = translator(), reviewer()
    translation = start(ContentPageFactory(), "uk")
    translate(translation)
    submit(translation, user=mine)
    assert (kinds(checks), kinds(mine)) == ([Kind.SUBMITTED], [])
    review_workflow.send_back(translation, user=checks, comment="Proszę poprawić.")
    assert (kinds(checks), kinds(mine)) == ([], [Kind.SENT_BACK])
    submit(translation, user=mine)
    assert (kinds(checks), kinds(mine)) == ([Kind.SUBMITTED], [])
    review_workflow.approve(translation, user=checks)
    assert (kinds(checks), kinds(mine)) == ([], [Kind.APPROVED])


def test_legal_reviewers_are_told_once_a_day_of_validity() -> None:
    lawyer, page = UserFactory(role=roles.LEGAL_REVIEWERS), ContentPageFactory()
    for day in (DAY, DAY, DAY + timedelta(days=1)):
        legal_validity_ending.send(
            sender=None,
            translation_key=page.translation_key,
            on=day,
            recipients_group=roles.LEGAL_REVIEWERS,
        )
    assert kinds(lawyer) == [Kind.LEGAL_VALIDITY]
    assert Notice.objects.get(recipient=lawyer).on == DAY + timedelta(days=1)


@pytest.mark.parametrize(("days", "expected"), [(-1, 0), (0, 1), (2, 1), (3, 0)])
def test_what_is_due_within_two_days_is_told_once(days: int, expected: int) -> None:
    mine, by = translator(), reviewer()
    today = timezone.localdate()
    page = ContentPageFactory()
    due_on = today + timedelta(days=days)
    assign(page.translation_key, locale(), assignee=mine, due_on=due_on, by=by)
    assert [tell_what_is_due(today), tell_what_is_due(today)] == [expected, 0]


def test_what_is_translated_is_not_due() -> None:
    mine, by = translator(), reviewer()
    page = ContentPageFactory()
    publish_in(page)
    today = timezone.localdate()
    assign(page.translation_key, locale(), assignee=mine, due_on=today, by=by)
    assert tell_what_is_due(today) == 0
