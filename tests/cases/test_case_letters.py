"""Letters of cases: in the reader's language, true when they go out, without a word of the case."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from cms.background.jobs.models import Job
from cms.background.models import Letter
from cms.background.outbox import Mail
from cms.background.outbox.mail import render
from cms.cases.domain import (
    appointments,
    case_actions,
    case_merge,
    case_messages,
    case_split,
    overdue,
    private_links,
    reminders,
)
from cms.cases.domain.letters import WRITERS
from cms.cases.domain.notifications import TO_DESK, LetterKind, tell
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.enums import Meeting, Outcome
from cms.cases.models import Appointment, Case, Remit
from cms.core import locales
from cms.users import roles
from tests.cases.recorded_effects import written
from tests.factories.cases import COUNTY, EMAIL, QUESTION, SUPPORT, new_case, worker

pytestmark = pytest.mark.django_db
SECRET: Final = "Tajne"


def lived(locale: str = "pl", kind: str = SUPPORT) -> Case:
    """Return a case of which every kind of letter was posted."""
    role = roles.ADVISERS if kind == QUESTION else roles.SCHOOL_COORDINATORS
    by, colleague = (worker(COUNTY, language=locale, role=role) for _each in range(2))
    case, main = new_case(kind, locale=locale), new_case(kind, locale=locale)
    case_actions.assign(case.pk, to=colleague, by=by)
    case_actions.set_due(case.pk, on=timezone.localdate() - timedelta(days=1), by=by)
    overdue.tell_overdue()
    begins = timezone.now() + timedelta(hours=3)
    meeting = {"meeting": Meeting.VISIT, "starts_at": begins, "place": "sala 7"}
    ends = begins + timedelta(hours=1)
    appointments.make(case.pk, by=by, ends_at=ends, **meeting)
    reminders.remind()
    case_messages.write(case.pk, text=f"{SECRET} od nas", by=by, seen=EVERYTHING)
    case_messages.hear(case.pk, text=f"{SECRET} od szkoły")
    case_messages.note(case.pk, text=f"{SECRET} między nami", by=by)
    tell(case, LetterKind.LINK)
    case_actions.decline(main.pk, by=by, message=f"{SECRET}: nie możemy", seen=EVERYTHING)
    third = new_case(kind, locale=locale)
    case_merge.merge(third.pk, into=case.pk, by=by)
    fourth = new_case(kind, locale=locale)
    case_actions.assign(fourth.pk, to=by, by=by)
    case_actions.assign(fourth.pk, to=colleague, by=colleague)
    case_actions.withdraw(fourth.pk)
    tell(fourth, LetterKind.LAPSED)
    fifth = new_case(kind, locale=locale)
    case_actions.assign(fifth.pk, to=colleague, by=by)
    tell(fifth, LetterKind.FREE)
    case_actions.assign(fifth.pk, to=by, by=by)
    case_merge.merge(fifth.pk, into=case.pk, by=by)
    case_split.split(fifth.pk, by=by)
    return case


def words(mails: Iterable[Mail]) -> str:
    """Return all that the readers of letters see."""
    found: list[str] = []
    for mail in mails:
        message = render(mail, uuid4())
        found += [message.subject, message.body, str(message.alternatives)]
    return "\n".join(found)


def test_every_kind_is_written_in_every_language_and_tells_no_text_of_the_case() -> None:
    told: dict[str, dict[str, str]] = {}
    for code in locales.CODES:
        with transaction.atomic():
            lived(code)
            for kind in LetterKind:
                mails = written(kind)
                assert (kind, {mail.language for mail in mails}) == (kind, {code})
                told.setdefault(kind, {})[code] = mails[0].subject
                assert SECRET not in words(mails)
                assert SECRET not in str([(mail.paragraphs, mail.facts) for mail in mails])
            transaction.set_rollback(True)  # The next language has a desk of its own.
    for kind, by_code in told.items():
        english = by_code.pop("en")
        assert (kind, [code for code, text in by_code.items() if text == english]) == (kind, [])


def test_letters_call_a_question_a_question() -> None:
    lived("en", QUESTION)
    for kind in set(LetterKind) - TO_DESK:
        said = words(written(kind)).lower()
        assert (kind, "request" in said) == (kind, False)
    for kind in (LetterKind.RECEIVED, LetterKind.MESSAGE, LetterKind.STATE, LetterKind.LINK):
        assert (kind, "your question" in words(written(kind))) == (kind, True)


def test_the_sender_is_written_to_in_their_language_and_the_desk_in_its_own() -> None:
    worker(COUNTY, language="ru")
    worker(COUNTY, language="pl")
    new_case(locale="uk")
    assert [mail.language for mail in written("received")] == ["uk"]
    assert sorted(mail.language for mail in written("new")) == ["pl", "ru"]


def test_senders_get_the_private_link_and_the_desk_its_own_address() -> None:
    by = worker(COUNTY)
    case = new_case()
    (mail,) = written("received")
    assert (mail.to, mail.links[0][1]) == (EMAIL, private_links.private_url(case))
    (mail,) = written("new")
    assert (mail.to, mail.links[0][1].endswith(f"/admin/cases/{case.pk}/")) == (by.email, True)
    assert private_links.token_of(case) not in words([mail])


def test_no_letter_to_the_desk_names_the_sender() -> None:
    lived()
    mails = [mail for kind in TO_DESK for mail in written(kind)]
    said = words(mails)
    assert [name for name in ("Nowak", EMAIL, "+48 61") if name in said] == []


def test_what_is_stored_to_be_sent_names_nobody() -> None:
    case = lived()
    stored = str(list(Letter.objects.values())) + str(list(Job.objects.values("name", "args")))
    hidden = (EMAIL, "Nowak", SECRET, private_links.token_of(case), "+48 61", "Szkoła")
    assert [word for word in hidden if word in stored] == []


def test_a_state_that_is_no_more_is_not_told() -> None:
    case, by = new_case(), worker(COUNTY)
    case_actions.triage(case.pk, by=by)
    case_actions.complete(case.pk, by=by, outcome=Outcome.HELPED, seen=EVERYTHING)
    assert len(written("state")) == 1
    case_actions.reopen(case.pk, by=by)
    assert len(written("state")) == 1


def test_a_case_that_somebody_has_taken_is_new_to_nobody_else() -> None:
    first, _second = worker(COUNTY), worker(COUNTY)
    case = new_case()
    case_actions.assign(case.pk, to=first, by=first)
    assert [mail.to for mail in written("new")] == [first.email]
    case_actions.withdraw(case.pk)
    assert written("new") == []


def test_who_has_no_right_any_more_is_told_nothing() -> None:
    by = worker(COUNTY)
    new_case()
    Remit.objects.filter(user=by).delete()
    assert written("new") == []


def test_what_was_answered_is_no_longer_told_as_unanswered() -> None:
    case, by = new_case(), worker(COUNTY)
    case_messages.hear(case.pk, text="Halo")
    assert len(written("heard")) == 1
    case_messages.write(case.pk, text="Tak", by=by, seen=EVERYTHING)
    assert written("heard") == []


def test_what_is_no_longer_overdue_assigned_or_planned_is_not_told() -> None:
    by = worker(COUNTY)
    case = lived()
    assert [len(written(kind)) for kind in ("overdue", "assigned", "reminder")] == [1, 1, 1]
    case_actions.set_due(case.pk, on=timezone.localdate() + timedelta(days=9), by=by)
    case_actions.release(case.pk, by=by)
    appointments.cancel(case.appointments.get().pk, by=by)
    assert [len(written(kind)) for kind in ("overdue", "assigned", "reminder")] == [0, 0, 0]


def test_what_has_begun_is_no_longer_reminded_of() -> None:
    lived()
    now = timezone.now()
    Appointment.objects.update(starts_at=now - timedelta(minutes=1))
    assert written("reminder") == []


def test_nothing_is_written_of_a_case_whose_texts_or_address_are_gone() -> None:
    lived()
    Case.objects.update(texts_deleted_at=timezone.now())
    assert written("message") == []
    Case.objects.update(email="")
    assert [kind for kind in WRITERS if written(kind)] == []


def test_an_appointment_asks_the_calendar_to_follow_and_to_strike_out(settings: Settings) -> None:
    settings.CONTACT_EMAIL = "biuro@example.org"
    case = lived()
    appointment = case.appointments.get()
    file = written("appointment")[0].attachments[0]
    text = file.content.decode().replace("\r\n ", "")
    assert (file.name, file.media_type) == ("appointment.ics", "text/calendar; method=REQUEST")
    assert "METHOD:REQUEST" in text
    assert "ORGANIZER:mailto:biuro@example.org" in text
    assert f"ATTENDEE;RSVP=FALSE:mailto:{EMAIL}" in text
    assert "SEQUENCE:0" in text
    appointments.cancel(appointment.pk, by=worker(COUNTY))
    file = written("appointment")[0].attachments[0]
    text = file.content.decode()
    assert file.media_type == "text/calendar; method=CANCEL"
    assert "METHOD:CANCEL" in text
    assert "SEQUENCE:1" in text
    assert text.count(str(appointment.pk)) == 1


def test_a_parted_case_has_the_others_appointment_struck_out() -> None:
    by = worker(COUNTY)
    main, other = new_case(), new_case()
    case_merge.merge(other.pk, into=main.pk, by=by)
    begins = timezone.now() + timedelta(days=3)
    made = appointments.make(
        main.pk,
        by=by,
        meeting=Meeting.VISIT,
        starts_at=begins,
        ends_at=begins + timedelta(hours=1),
        seen=EVERYTHING,
    )
    case_split.split(other.pk, by=by)
    other.refresh_from_db()
    text = appointments.calendar_of(made, other, attendee=EMAIL).decode()
    assert ("METHOD:CANCEL" in text, "SEQUENCE:1" in text) == (True, True)
    assert "ATTENDEE" not in appointments.calendar_of(made, main).decode()


def test_letters_name_the_office_and_answers_go_there(settings: Settings) -> None:
    settings.CONTACT_EMAIL, settings.CONTACT_PHONE = "biuro@example.org", "+48 61 000 00 00"
    lived("en")
    for kind in WRITERS:
        for mail in written(kind):
            assert mail.facts[-1] == ("Contact", "+48 61 000 00 00\nbiuro@example.org")
            assert render(mail, uuid4()).reply_to == ["biuro@example.org"]
    settings.CONTACT_EMAIL = settings.CONTACT_PHONE = ""
    mail = written("received")[0]
    assert ("Contact" in dict(mail.facts), render(mail, uuid4()).reply_to) == (False, [])
