"""Who did what outlives accounts; what waits for somebody does not wait for ever."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from cms.cases.models import Case
from cms.core import erasure_ledger
from cms.core.accounts import closed_accounts, handover
from cms.translation.base.domain import assignments, review_workflow
from cms.translation.base.domain.errors import OwnWorkError, UnreviewedError
from cms.translation.base.models import Assignment, TranslationDraft
from cms.translation.notifications.enums import Kind
from cms.translation.notifications.models import Notice
from cms.translation.releases.domain import lifecycle
from cms.translation.releases.models import Release
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.cases import new_case
from tests.translation.base.translation_steps import fresh, start, submit, translate

pytestmark = pytest.mark.django_db
A_DAY: Final = datetime(2999, 1, 1, tzinfo=UTC)


def translator() -> User:
    return UserFactory(role=roles.translators("uk"), first_name="Oksana", last_name="Koval")


def written_by(account: User) -> Any:
    translation = start(ContentPageFactory())
    translate(translation)
    StringTranslation.objects.update(last_translated_by=account)
    return translation


def delete_in_the_admin(account: User) -> None:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    client.post(reverse("wagtailusers_users:delete", args=[account.pk]))


def delete_in_bulk(account: User) -> None:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtail_bulk_action", args=["users", "user", "delete"])
    client.post(f"{url}?id={account.pk}")


WAYS = {
    "the admin": delete_in_the_admin,
    "in bulk": delete_in_bulk,
    "the shell": lambda account: account.delete(),
    "many in the shell": lambda account: User.objects.filter(pk=account.pk).delete(),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_to_delete_loses_who_it_was(way: str) -> None:
    account = translator()
    UserProfile.get_for_user(account)
    translation = written_by(account)
    WAYS[way](account)
    found = User.objects.get(pk=account.pk)
    left = (found.username, found.email, found.first_name, found.last_name, found.is_active)
    assert left == (f"closed-{account.pk}", "", "", "", False)
    assert (found.groups.count(), found.has_usable_password()) == (0, False)
    assert not UserProfile.objects.filter(user=account).exists()
    authors = StringTranslation.objects.filter(context__object_id=translation.source.object_id)
    assert set(authors.values_list("last_translated_by", flat=True)) == {account.pk}


def test_what_somebody_wrote_is_not_read_because_they_left() -> None:
    account = translator()
    translation = written_by(account)
    target = submit(translation, user=account)
    account.delete()
    draft = TranslationDraft.objects.get(revision=fresh(target).latest_revision)
    assert (draft.authors, draft.reviewed_at) == ([account.pk], None)
    with pytest.raises(UnreviewedError):
        fresh(target).latest_revision.publish()


def test_a_closed_account_logs_in_nowhere() -> None:
    account, client = translator(), Client()
    client.force_login(account)
    account.delete()
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_a_closed_account_has_a_number_for_a_name() -> None:
    account = translator()
    account.delete()
    assert "Koval" not in f"{account} {account.get_full_name()}"
    assert str(account.pk) in account.get_full_name()


def given(account: User, code: str) -> Assignment:
    found = assignments.assign(
        start(ContentPageFactory(), code).source.object_id,
        Locale.objects.get(language_code=code),
        assignee=account,
        due_on=None,
        by=UserFactory(administrator=True),
    )
    assert found is not None
    return found


def test_work_goes_to_the_successor_where_they_may_do_it_else_to_nobody() -> None:
    account, successor = translator(), UserFactory(role=roles.translators("uk"))
    account.groups.add(*UserFactory(role=roles.translators("ru")).groups.all())
    kept, lost = given(account, "uk"), given(account, "ru")
    account.close(successor=successor, by=UserFactory(administrator=True))
    assert Assignment.objects.get(pk=kept.pk).assignee == successor
    assert not Assignment.objects.filter(pk=lost.pk).exists()


def test_the_question_says_what_waits_and_asks_who_goes_on() -> None:
    account, client = translator(), Client()
    client.force_login(UserFactory(administrator=True))
    given(account, "uk")
    successor = UserFactory(role=roles.translators("uk"))
    url = reverse("wagtailusers_users:delete", args=[account.pk])
    html = client.get(url).content.decode()
    assert ("tłumaczenia przydzielone tej osobie" in html, 'name="successor"' in html) == (
        True,
        True,
    )
    client.post(url, {"successor": successor.pk})
    assert Assignment.objects.get().assignee == successor


def deactivate_in_the_shell(account: User) -> None:
    account.is_active = False
    account.save(update_fields=["is_active"])


def in_review(account: User) -> Any:
    return submit(written_by(account), user=account)


def send_back(target: Any, by: User | None = None) -> set[User]:
    """Send a translation back; return who is told."""
    reviewer = by or UserFactory(role=roles.language_reviewers("uk"))
    Notice.objects.all().delete()
    task_state = fresh(target).current_workflow_task_state
    task_state.task.specific.on_action(task_state, reviewer, "reject", comment="Ще раз.")
    return {each.recipient for each in Notice.objects.filter(kind=Kind.SENT_BACK)}


def test_a_review_goes_to_the_successor_who_hears_what_comes_back() -> None:
    account, successor = translator(), UserFactory(role=roles.translators("uk"))
    target = in_review(account)
    assert [count for _label, count in handover.waiting(account)] == [1]
    account.close(successor=successor, by=UserFactory(administrator=True))
    assert send_back(target) == {successor}


@pytest.mark.parametrize("leave", [User.delete, deactivate_in_the_shell])
def test_a_review_that_nobody_took_over_is_told_to_the_language(
    leave: Callable[[User], object],
) -> None:
    account, other = translator(), UserFactory(role=roles.translators("uk"))
    target = in_review(account)
    leave(account)
    assert send_back(target) == {other}


def test_where_nobody_of_the_language_is_left_those_who_give_work_are_told() -> None:
    account, publisher = translator(), UserFactory(role=roles.PUBLISHERS)
    target = in_review(account)
    account.close(by=UserFactory(administrator=True))
    assert send_back(target, UserFactory(administrator=True)) == {publisher}


def test_a_polish_review_goes_over_to_who_may_edit_the_page() -> None:
    account, successor = (UserFactory(role=roles.AUTHORS) for _ in range(2))
    page = ContentPageFactory(draft=True)
    review = page.get_workflow().start(page, account)
    account.close(successor=UserFactory(role=roles.translators("uk")), by=None)
    review.refresh_from_db()
    assert review.requested_by == account
    other = ContentPageFactory(draft=True)
    review = other.get_workflow().start(other, successor)
    heir = UserFactory(role=roles.AUTHORS)
    successor.close(successor=heir, by=None)
    review.refresh_from_db()
    assert review.requested_by == heir


def test_locks_of_a_closed_account_are_opened() -> None:
    account, page = translator(), ContentPageFactory()
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=account)
    account.delete()
    assert not fresh(page).locked


def test_open_cases_go_on() -> None:
    account, successor = UserFactory(administrator=True), UserFactory(administrator=True)
    case = new_case()
    type(case).objects.filter(pk=case.pk).update(assignee=account)
    account.close(successor=successor, by=successor)
    assert type(case).objects.get(pk=case.pk).assignee == successor


def untick_in_the_form(account: User) -> None:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    names = {"first_name": "Oksana", "last_name": "Koval"}
    body = {"username": account.username, "email": account.email, **names}
    answer = client.post(reverse("wagtailusers_users:edit", args=[account.pk]), body, follow=True)
    assert "zamknij konto" in answer.content.decode()


def deactivate_in_bulk(account: User) -> None:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    url = reverse("wagtail_bulk_action", args=["users", "user", "set_active_state"])
    client.post(f"{url}?id={account.pk}", {"mark_as_active": "False"})


def deactivate_several(account: User) -> None:
    account.is_active = False
    User.objects.bulk_update([account], ["is_active"])


DEACTIVATING = {
    "the form": untick_in_the_form,
    "in bulk": deactivate_in_bulk,
    "the shell": deactivate_in_the_shell,
    "many in the shell": lambda account: User.objects.filter(pk=account.pk).update(is_active=False),
    "several in the shell": deactivate_several,
}


@pytest.mark.parametrize("way", DEACTIVATING)
def test_whoever_is_deactivated_leaves_no_work_behind(way: str) -> None:
    account = UserFactory(administrator=True)
    given(account, "uk")
    plan = lifecycle.plan([ContentPageFactory()], [], user=account, at=A_DAY)
    case, page = new_case(), ContentPageFactory()
    Case.objects.filter(pk=case.pk).update(assignee=account)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=account)
    DEACTIVATING[way](account)
    found = User.objects.get(pk=account.pk)
    assert (found.is_active, found.username) == (False, account.username)
    assert not Assignment.objects.exists()
    assert (Case.objects.get(pk=case.pk).assignee, fresh(page).locked) == (None, False)
    assert Release.objects.get(pk=plan.pk).owner is None


def plan_of(account: User) -> Release:
    return lifecycle.plan([ContentPageFactory()], [], user=account, at=A_DAY)


@pytest.mark.parametrize("successor", [None, roles.translators("uk")])
def test_a_plan_that_nobody_may_take_over_waits_on_the_dashboard(successor: str | None) -> None:
    leaving, stays = (UserFactory(role=roles.PUBLISHERS) for _ in range(2))
    plan = plan_of(leaving)
    leaving.close(successor=UserFactory(role=successor) if successor else None)
    assert Release.objects.get(pk=plan.pk).owner is None
    client = Client()
    client.force_login(stays)
    assert "za które nikt nie odpowiada" in client.get("/admin/").content.decode()


def test_whoever_brings_such_a_plan_forward_stands_for_it() -> None:
    leaving, stays = (UserFactory(role=roles.PUBLISHERS) for _ in range(2))
    plan = plan_of(leaving)
    leaving.close()
    lifecycle.release_now(Release.objects.get(pk=plan.pk), user=stays)
    assert Release.objects.get(pk=plan.pk).owner == stays


def test_a_plan_that_is_handed_over_keeps_who_changed_it() -> None:
    maker, leaving, stays = (UserFactory(role=roles.PUBLISHERS) for _ in range(3))
    page = ContentPageFactory()
    plan = lifecycle.plan([page], [], user=maker, at=A_DAY)
    lifecycle.change(plan, [page], [], at=A_DAY, renew=False, user=leaving)
    changed_at = Release.objects.get(pk=plan.pk).changed_at
    leaving.close(successor=stays, by=UserFactory(administrator=True))
    found = Release.objects.get(pk=plan.pk)
    assert (found.created_by, found.changed_by, found.changed_at) == (maker, leaving, changed_at)
    assert found.owner == stays


@pytest.mark.parametrize("is_told", [True, False])
def test_the_log_says_who_handed_work_over(is_told: bool) -> None:
    leaving, stays = (UserFactory(administrator=True) for _ in range(2))
    administrator, case = UserFactory(administrator=True), new_case()
    Case.objects.filter(pk=case.pk).update(assignee=leaving)
    given(leaving, "uk")
    leaving.close(successor=stays, by=administrator if is_told else None)
    by = administrator if is_told else leaving
    assert case.events.order_by("pk").last().by == by
    assert Assignment.objects.get().assigned_by == by


def test_nobody_s_text_is_somebody_s_to_read() -> None:
    """Rows of accounts that were deleted before say nobody: it is not the system's word."""
    translation = written_by(translator())
    StringTranslation.objects.update(last_translated_by=None)
    target = submit(translation)
    draft = TranslationDraft.objects.get(revision=fresh(target).latest_revision)
    assert draft.reviewed_at is None
    TranslationDraft.objects.filter(pk=draft.pk).update(reviewed_at=draft.revision.created_at)
    fresh(target).current_workflow_state.cancel()
    with pytest.raises(UnreviewedError):
        fresh(target).latest_revision.publish()


def test_nobody_reviews_their_own_work_after_somebody_left() -> None:
    account = UserFactory(role=roles.language_reviewers("uk"))
    translation = written_by(account)
    with pytest.raises(OwnWorkError):
        review_workflow.approve(translation, user=account)


def test_a_restored_account_is_closed_again_and_no_other() -> None:
    closed, other = UserFactory(first_name="Ewa"), UserFactory(first_name="Jan")
    began = timezone.now()
    made_at = {account.pk: account.date_joined for account in (closed, other)}
    closed.close()
    for account in (closed, other):  # As the copy has them; the second took the place of a third.
        User.objects.filter(pk=account.pk).update(
            closed_at=None, is_active=True, first_name="Ewa", date_joined=made_at[account.pk]
        )
    erasure_ledger.record(
        closed_accounts.LEDGER,
        account=str(other.pk),
        made_at=made_at[closed.pk].isoformat(),
        successor="0",
        by="0",
    )
    erasure_ledger.replay(began)
    found = {account.pk: account for account in User.objects.filter(pk__in=made_at)}
    assert (found[closed.pk].first_name, found[closed.pk].is_active) == ("", False)
    assert (found[other.pk].first_name, found[other.pk].is_active) == ("Ewa", True)
