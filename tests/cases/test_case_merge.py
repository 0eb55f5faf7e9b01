"""Joined cases stay apart for their senders, and nobody at the desk is forgotten."""

import pytest
from django.db.models.signals import post_save

from cms.background.models import Letter
from cms.cases.domain import (
    case_actions,
    case_merge,
    case_messages,
    files,
    personal_data,
    retention,
)
from cms.cases.enums import CaseState
from cms.cases.models import Case, CaseEvent, CaseFile, Message
from cms.users import roles
from tests.cases.case_histories import EMAIL, administrator, asked, closed
from tests.factories.users import UserFactory

from . import file_samples

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def joined() -> tuple[Case, Case, Message, CaseFile]:
    """Return a main case, one joined with it, and what that one's sender wrote and sent then."""
    main, other = asked(), asked("other@example.org")
    case_merge.merge(other.pk, into=main.pk, by=administrator())
    with files.taking([file_samples.upload(file_samples.TEXT, "other.txt")], other) as kept:
        said = case_messages.hear(other.pk, text="other", file_ids=[file.pk for file in kept])
    main.refresh_from_db()
    other.refresh_from_db()
    return main, other, said, said.files.get()


def test_the_main_cases_sender_does_not_read_what_a_joined_one_writes() -> None:
    main, other, said, _file = joined()
    assert said not in case_messages.thread_of(main)
    assert said in case_messages.thread_of(other)
    [copy] = personal_data.export(EMAIL, administrator())["cases"]
    assert copy["messages"] == []


def test_it_stays_when_the_main_cases_sender_is_forgotten() -> None:
    _main, _other, said, file = joined()
    personal_data.erase(EMAIL, administrator())
    said.refresh_from_db()
    file.refresh_from_db()
    assert (said.text, file.name) == ("other", "other.txt")


def test_what_waits_for_an_answer_waits_in_the_case_that_goes_on() -> None:
    main, other = asked(), asked("other@example.org")
    case_messages.write(main.pk, text="Odpowiedź", by=administrator())
    case_merge.merge(other.pk, into=main.pk, by=administrator())
    main.refresh_from_db()
    assert main.unanswered_since == other.received_at


def told(case: Case, kind: str) -> set[str]:
    """Return the ids of those at the desk who are told of it."""
    found = Letter.objects.filter(kind=f"desk.{kind}", subject_id__startswith=f"{case.pk}:")
    return {letter.subject_id.rpartition(":")[2] for letter in found}


def test_who_has_a_case_is_told_that_it_is_withdrawn() -> None:
    case = asked()
    case_actions.assign(case.pk, to=administrator(), by=administrator())
    case_actions.withdraw(case.pk)
    assert told(case, "withdrawn") == {str(administrator().pk)}


def test_in_place_of_somebody_who_left_the_others_are_told() -> None:
    case = asked()
    case_actions.assign(case.pk, to=administrator(), by=administrator())
    gone = administrator()
    colleague = UserFactory(username="colleague", role=roles.SCHOOL_COORDINATORS)
    colleague.remits.create(county="*")
    gone.is_active = False
    gone.save()
    case_messages.hear(case.pk, text="Halo?")
    assert str(colleague.pk) in told(case, "heard")
    assert str(gone.pk) not in told(case, "heard")


def test_what_was_opened_again_meanwhile_is_not_emptied() -> None:
    closed(400)
    closed(400)

    def reopen_the_other(instance: CaseEvent, **_kwargs: object) -> None:
        others = Case.objects.exclude(pk=instance.case_id)
        others.update(state=CaseState.IN_PROGRESS, closed_at=None)

    post_save.connect(reopen_the_other, sender=CaseEvent)
    try:
        assert retention.delete_due().texts == 1
    finally:
        post_save.disconnect(reopen_the_other, sender=CaseEvent)
    [kept] = Case.objects.filter(state=CaseState.IN_PROGRESS)
    assert (kept.texts_deleted_at, kept.email) == (None, EMAIL)
