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

from cms.core import funding_line
from events.domain.attendance import record
from events.domain.certificates import certificate, earned
from events.enums import Kind, Party
from events.models import Registration
from tests.events.desk import at_desk, desk
from tests.factories.events import ActivityPageFactory, add_date, open_group, sign_up, token_of

pytestmark = pytest.mark.django_db


def attended(
    times: int, of: int = 5, *, kind: Kind = Kind.POLISH_COURSE, **wish: Any
) -> Registration:
    """Return somebody who was at ``times`` of the dates of a course that is over."""
    group = open_group(
        ActivityPageFactory(kind=kind, party=Party.ADULT), level="A1", teaching_hours=30
    )
    now = timezone.now()
    registration = sign_up(group, now=now - timedelta(days=60), **wish)
    person = registration.participants.get().pk
    for day in range(of):
        date = add_date(group, now - timedelta(days=of - day))
        record(date.pk, {person: day < times}, by=None, now=now - timedelta(days=of))
    registration.refresh_from_db()
    return registration


@pytest.mark.parametrize(
    ("times", "kind", "expected"),
    [
        (5, Kind.POLISH_COURSE, 1),
        (4, Kind.STAFF_TRAINING, 1),
        (3, Kind.POLISH_COURSE, 0),
        (5, Kind.CHILDREN, 0),
    ],
)
def test_four_of_five_dates_of_a_course_earn_one(times: int, kind: Kind, expected: int) -> None:
    assert len(earned(attended(times, kind=kind))) == expected


def test_nobody_has_one_before_the_last_date_or_once_their_data_is_gone() -> None:
    registration = attended(5)
    registration.anonymised_at = timezone.now()
    assert earned(registration) == []
    registration.anonymised_at = None
    add_date(registration.group, timezone.now() + timedelta(days=1))
    assert earned(registration) == []


def test_the_paper_is_tagged_titled_and_in_the_persons_language() -> None:
    registration = attended(5, locale="uk", name='Олена "#panic()" [Їжак]')
    content = certificate(registration)
    assert content is not None
    with pikepdf.open(BytesIO(content)) as pdf:
        root: Any = pdf.Root
        assert str(root.Lang) == "uk"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in root
        with pdf.open_metadata() as about:
            assert registration.group.activity.title in about["dc:title"]
            assert about["pdfuaid:part"] == "1"
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(("content", "pictures"), [("good", 1), ("broken", 0)])
def test_the_emblem_of_the_funding_line_is_on_it_if_it_can_be_read(
    content: str, pictures: int
) -> None:
    picture = BytesIO()
    Image.new("RGB", (40, 20), "#003399").save(picture, "PNG")
    data = picture.getvalue() if content == "good" else b"no picture"
    name = default_storage.save("emblem.png", ContentFile(data))
    before = list(funding_line._providers)
    url = f"http://testserver{settings.MEDIA_URL}{name}"
    funding_line.register(lambda _code: funding_line.Funding("Projekt", "pl", url, ""))
    pdf = certificate(attended(5))
    funding_line._providers[:] = before
    assert pdf is not None
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages[0].images) == pictures


def test_the_private_link_gives_it_to_who_earned_it_only() -> None:
    url = "/api/v2/registrations/{}/certificate.pdf"
    earned_it, missed = attended(5), attended(1)
    answer = Client().get(url.format(token_of(earned_it)))
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client().get(url.format(token_of(missed))).status_code == 404
    assert at_desk().get(desk("certificate", missed.pk)).status_code == 404
