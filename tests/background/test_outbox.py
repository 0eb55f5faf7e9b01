"""Letters: posted with what they tell, sent once, known again by their Message-ID."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from cms.background import outbox
from cms.background.jobs.models import Job
from cms.background.models import Letter
from cms.background.outbox import Attachment, Mail, funding_line
from cms.background.outbox.delivery import LetterBusyError
from cms.background.outbox.registry import UnknownLetterError

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
KIND = "tests.greeting"


def greeting(subject_id: str) -> Mail | None:
    if subject_id == "gone":
        return None
    return Mail(
        to="" if subject_id == "no-address" else "ktos@example.org",
        language="uk",
        subject="Dzień\ndobry",
        paragraphs=["Pierwszy & <b>akapit</b>"],
        facts=[("Kiedy", "jutro")],
        links=[("Otwórz", "https://example.org/x/?a=1&b=2")],
        attachments=[Attachment("a.ics", b"BEGIN:VCALENDAR", "text/calendar")],
    )


@pytest.fixture(autouse=True)
def _kind() -> Iterator[None]:
    from cms.background.outbox.registry import _composers

    outbox.letter(KIND)(greeting)
    yield
    del _composers[KIND]


def posted(subject_id: str = "1") -> Letter:
    outbox.post(KIND, subject_id=subject_id)
    return Letter.objects.get(kind=KIND)


def sent() -> list[EmailMultiAlternatives]:
    return list(mail.outbox)  # type: ignore[arg-type]  # Letters have two forms.


def test_a_letter_is_posted_once_by_its_key_and_with_a_job_that_names_nobody() -> None:
    assert outbox.post(KIND, subject_id="1", key="a")
    assert not outbox.post(KIND, subject_id="1", key="a")
    letter = Letter.objects.get()
    (job,) = Job.objects.filter(name="core.send_letter")
    assert job.args == {"letter_id": str(letter.pk)}


def test_a_letter_exists_when_its_transaction_does() -> None:
    with transaction.atomic():
        outbox.post(KIND, subject_id="1")
        transaction.set_rollback(True)
    assert (Letter.objects.count(), Job.objects.filter(name="core.send_letter").count()) == (0, 0)


def test_a_kind_that_nobody_writes_is_refused() -> None:
    with pytest.raises(UnknownLetterError):
        outbox.post("tests.unheard", subject_id="1")


def test_it_is_sent_once_and_has_both_forms_the_funding_line_and_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(funding_line, "_providers", [])
    funding_line.register(lambda _code: funding_line.Funding("Projekt z funduszy", "pl"))
    letter = posted()
    outbox.send(str(letter.pk), job_key="one")
    outbox.send(str(letter.pk), job_key="two")
    (message,) = sent()
    html = str(message.alternatives[0][0])
    assert (message.to, message.subject) == (["ktos@example.org"], "Dzień dobry")
    assert message.extra_headers["Message-ID"].startswith(f"<{letter.pk}@")
    assert message.extra_headers["Content-Language"] == "uk"
    assert "Pierwszy & <b>akapit</b>" in message.body
    assert "https://example.org/x/?a=1&b=2" in message.body
    assert "Pierwszy &amp; &lt;b&gt;akapit&lt;/b&gt;" in html
    assert "Projekt z funduszy" in message.body
    assert "Projekt z funduszy" in html
    assert message.attachments[0][0] == "a.ics"
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at is not None) == ("sent", True)


@pytest.mark.parametrize("subject_id", ["gone", "no-address"])
def test_what_nobody_wants_or_gets_any_more_is_dropped(subject_id: str) -> None:
    letter = posted(subject_id)
    outbox.send(str(letter.pk), job_key="one")
    letter.refresh_from_db()
    assert (letter.state, sent()) == ("dropped", [])


def test_who_dies_after_handing_over_sends_the_same_letter_again() -> None:
    letter = posted()
    outbox.send(str(letter.pk), job_key="one")
    Letter.objects.update(state="sending", sent_at=None)  # As a kill leaves it.
    outbox.send(str(letter.pk), job_key="one")
    assert len({message.extra_headers["Message-ID"] for message in sent()}) == 1
    assert len(sent()) == 2


def test_another_job_waits_while_one_sends() -> None:
    letter = posted()
    outbox.send(str(letter.pk), job_key="one")
    Letter.objects.update(state="sending", sent_at=None)
    with pytest.raises(LetterBusyError):
        outbox.send(str(letter.pk), job_key="two")
    assert len(sent()) == 1
