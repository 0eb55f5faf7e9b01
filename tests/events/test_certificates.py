"""Certificates: who may have one, and whether everybody can read it."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from cms.background.models import Letter
from cms.background.outbox import funding_line
from events.domain import registrations
from events.domain.attendance import record
from events.domain.certificates import earned, issue, issue_due, issued, paper
from events.domain.letters import compose
from events.domain.retention import anonymise
from events.enums import Kind, LetterKind, Party
from events.models import Certificate, Registration
from tests.events.organiser_client import at_desk, desk
from tests.events.pdf_text import words
from tests.factories import UserFactory
from tests.factories.events import ActivityPageFactory, add_date, open_group, sign_up, token_of

pytestmark = pytest.mark.django_db


def attended(
    times: int, of: int = 5, *, party: Party = Party.ADULT, joined: int = 60, **wish: Any
) -> Registration:
    """Return somebody who was at the first ``times`` of the dates of a course that is over.

    They signed up ``joined`` days ago; the dates were on the last ``of`` days.
    """
    group = open_group(
        ActivityPageFactory(kind=Kind.POLISH_COURSE, party=party),
        level="A1",
        has_certificates=True,
    )
    now = timezone.now()
    wish = {"name": "Olena Koval", **wish}
    registration = sign_up(group, now=now - timedelta(days=joined), **wish)
    for day in range(of):
        date = add_date(group, now - timedelta(days=of - day))
        for one in registration.participants.all():
            record(date.pk, {one.pk: day < times}, by=None)
    return Registration.objects.get(pk=registration.pk)


@pytest.mark.parametrize(
    ("times", "percent", "expected"), [(5, 80, 1), (4, 80, 1), (3, 80, 0), (3, 60, 1), (0, 1, 0)]
)
def test_how_many_dates_earn_one_is_a_field_of_the_group(
    times: int, percent: int, expected: int
) -> None:
    registration = attended(times)
    registration.group.certificate_percent = percent
    assert len(earned(registration)) == expected
    registration.group.has_certificates = False
    assert earned(registration) == []


def test_who_joins_late_is_counted_from_their_first_date() -> None:
    group = attended(5).group
    late = sign_up(group, now=timezone.now() - timedelta(days=2.5), name="Ivan", by=UserFactory())
    for date in group.occurrences.order_by("starts_at")[3:]:
        record(date.pk, {late.participants.get().pk: True}, by=None)
    (one,) = earned(late)
    assert (len(one.attended), len(one.dates)) == (2, 2)


def test_dates_at_the_group_before_a_move_count() -> None:
    registration = attended(5)
    other = open_group(registration.group.activity, name="B", has_certificates=True)
    add_date(registration.group, timezone.now() + timedelta(days=1))
    registrations.move(registration.pk, other.pk, by=None)
    last = add_date(other, timezone.now() - timedelta(hours=3))
    record(last.pk, {registration.participants.get().pk: True}, by=None)
    registration.refresh_from_db()
    (one,) = earned(registration)
    assert (len(one.attended), len(one.dates), one.minutes) == (6, 6, 6 * 90)


def test_nobody_has_one_before_the_last_date_or_once_their_data_is_gone() -> None:
    registration = attended(5)
    registration.anonymised_at = timezone.now()
    assert earned(registration) == []
    registration.anonymised_at = None
    add_date(registration.group, timezone.now() + timedelta(days=1))
    assert earned(registration) == []
    assert issue_due() == 0


def test_hours_are_those_of_the_dates_attended() -> None:
    registration = attended(4, locale="en")
    issue(registration)
    text = words(paper(issued(registration), "en"))
    assert "4 of 5 dates" in text
    assert "6 h (8 teaching hours of 45 minutes)" in text


def test_it_is_for_the_child_and_not_for_the_parent() -> None:
    children = (
        registrations.ParticipantInput(age=7, name="Oksana Koval"),
        registrations.ParticipantInput(age=9, name="Danylo Koval"),
    )
    registration = attended(
        5, party=Party.CHILDREN, size=2, name="Olena Koval", participants=children
    )
    issue(registration)
    text = words(paper(issued(registration), "pl"))
    assert "Oksana Koval" in text
    assert "Danylo Koval" in text
    assert "Olena Koval" not in text
    assert "....:" not in text


def test_a_child_without_a_name_gets_none_until_there_is_one() -> None:
    registration = attended(5, party=Party.CHILDREN, size=2, ages=(7, 9), email="o@example.org")
    assert issue_due() == issue_due() == 0
    assert Letter.objects.filter(kind="events.certificate").count() == 1
    url = f"/api/v2/registrations/{token_of(registration)}/"
    shown = Client().get(url).json()
    assert (shown["asks_for_names"], shown["certificates"]) == (True, [])
    said = [{**one, "name": f"Dziecko {one['age']}"} for one in shown["participants"]]
    body = {"participants": said}
    answer = Client().patch(url, body, content_type="application/json").json()
    assert answer["asks_for_names"] is False
    assert [one["name"] for one in answer["certificates"]] == ["Dziecko 7", "Dziecko 9"]
    assert issue_due() == 0


def test_an_issued_one_stays_as_it_was_and_its_person_is_told_once() -> None:
    registration = attended(5, locale="en", email="o@example.org")
    assert (issue_due(), issue_due()) == (1, 0)
    before = words(paper(issued(registration), "en"))
    letters = Letter.objects.filter(kind="events.certificate")
    (letter,) = letters
    mail = compose(LetterKind.CERTIFICATE, letter.subject_id)
    assert mail is not None
    title = registration.group.activity.title
    assert mail.subject == f"Your certificate of attendance: {title}"
    group = registration.group
    group.level, group.activity.organiser = "C1", "Ktoś inny"
    group.save()
    group.activity.save()
    add_date(group, timezone.now() + timedelta(days=7))
    record(
        group.occurrences.earliest("starts_at").pk, dict.fromkeys(present(registration)), by=None
    )
    registrations.withdraw(registration.pk)
    assert words(paper(issued(registration), "en")) == before
    assert issued(registration)[0].number in before


def present(registration: Registration) -> list[int]:
    return list(registration.participants.values_list("pk", flat=True))


def test_a_corrected_one_is_issued_beside_the_former() -> None:
    registration = attended(4)
    url = desk("certificate_issue", registration.pk)
    at_desk().post(url)
    last = registration.group.occurrences.latest("starts_at")
    record(last.pk, dict.fromkeys(present(registration), True), by=None)
    at_desk().post(url)
    former, latest = Certificate.objects.all()
    assert (former.facts["attended"], latest.facts["attended"]) == (4, 5)
    assert issued(registration) == [latest]
    assert former.number != latest.number


def test_names_on_certificates_go_with_other_personal_data() -> None:
    registration = attended(5)
    issue(registration)
    anonymise(registration)
    assert issued(registration) == []
    assert Certificate.objects.get().name == ""


@pytest.mark.parametrize("code", ["pl", "en", "ru", "uk"])
def test_the_paper_is_tagged_titled_and_in_the_language_that_is_chosen(code: str) -> None:
    registration = attended(5, locale="pl", name='Олена "#panic()" [Їжак]')
    issue(registration)
    content = paper(issued(registration), code)
    assert content is not None
    with pikepdf.open(BytesIO(content)) as pdf:
        root: Any = pdf.Root
        assert str(root.Lang) == code
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in root
        with pdf.open_metadata() as about:
            assert registration.group.activity.title in about["dc:title"]
            assert about["pdfuaid:part"] == "1"
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(("content", "pictures"), [("good", 1), ("broken", 0)])
def test_the_emblem_of_the_funding_line_is_on_it_if_it_can_be_read(
    content: str, pictures: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 20), "#003399").save(picture, "PNG")
    data = picture.getvalue() if content == "good" else b"no picture"
    name = default_storage.save("emblem.png", ContentFile(data))
    monkeypatch.setattr(funding_line, "_providers", [])
    url = f"http://testserver{settings.MEDIA_URL}{name}"
    funding_line.register(lambda _code: funding_line.Funding("Projekt", "pl", url, ""))
    registration = attended(5)
    issue(registration)
    pdf = paper(issued(registration), "pl")
    assert pdf is not None
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages[0].images) == pictures


def test_the_private_link_gives_it_to_who_earned_it_only() -> None:
    url = "/api/v2/registrations/{}/certificate.pdf"
    earned_it, missed = attended(5, locale="uk"), attended(1)
    assert Client().get(url.format(token_of(earned_it))).status_code == 404
    issue_due()
    answer = Client().get(url.format(token_of(earned_it)))
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert "no-store" in answer.headers["Cache-Control"]
    in_polish = Client().get(url.format(token_of(earned_it)), {"locale": "pl"})
    assert "Zaświadczenie" in words(in_polish.content)
    assert Client().get(url.format(token_of(earned_it)), {"locale": "xx"}).status_code == 400
    assert Client().get(url.format(token_of(missed))).status_code == 404
    assert at_desk().get(desk("certificate", missed.pk)).status_code == 404
