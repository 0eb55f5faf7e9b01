"""Calendars of others become drafts, by UID, and nothing hostile gets in."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cms.background.jobs.runner import run_due
from events.domain import calendar_imports
from events.domain.calendar_imports.download import MAX_BYTES
from events.models import ActivityPage, ExternalCalendar, ImportedEvent
from tests.events.organiser_client import at_desk, desk
from tests.factories import UserFactory
from tests.factories.events import ActivityIndexPageFactory, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
NOW = timezone.now().replace(microsecond=0)
SOON = NOW + timedelta(days=10)


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def event(uid: str = "one", title: str = "Spotkanie", *more: str, start: datetime = SOON) -> str:
    lines = ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART:{stamp(start)}"]
    end = f"DTEND:{stamp(start + timedelta(hours=2))}"
    return "\r\n".join([*lines, end, *more, "END:VEVENT"])


def ics(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def calendar(*events: str) -> ExternalCalendar:
    ActivityIndexPageFactory()
    known = ExternalCalendar.objects.create(name="Dom kultury", content=ics(*events))
    calendar_imports.read(known.pk)
    known.refresh_from_db()
    return known


def changed(known: ExternalCalendar, *events: str) -> list[str]:
    known.content = ics(*events)
    known.save()
    calendar_imports.read(known.pk)
    known.refresh_from_db()
    return [news.what for news in calendar_imports.compare(known)]


def test_an_event_becomes_a_draft_that_nobody_sees(client: Client) -> None:
    text = "DESCRIPTION:Zapraszamy <b>wszystkich</b>.\\n\\nWstęp wolny."
    known = calendar(event("one", "Spotkanie", text, "LOCATION:Biblioteka"))
    assert calendar_imports.take_all(known) == 1
    page = ActivityPage.objects.get()
    assert (page.live, page.title, page.slug) == (False, "Spotkanie", "spotkanie")
    html = str(page.get_latest_revision_as_object().body.raw_data[0]["value"])
    assert html == "<p>Zapraszamy wszystkich.</p><p>Wstęp wolny.</p>"
    group = page.groups.get()
    assert (group.is_public, group.places.capacity, group.place) == (False, 0, "Biblioteka")
    assert [one.starts_at for one in group.occurrences.all()] == [SOON]
    assert client.get("/api/v2/activities/").json()["items"] == []


def test_taking_it_again_changes_nothing_and_a_changed_event_only_what_changed() -> None:
    known = calendar(event("one"), event("two"))
    calendar_imports.take_all(known)
    assert calendar_imports.take_all(known) == 0
    later = event("one", "Nowy tytuł", start=SOON + timedelta(hours=1))
    assert changed(known, later, event("two")) == ["changed", "same"]
    assert calendar_imports.take_all(known) == 1
    page = ImportedEvent.objects.get(uid="one").activity
    assert page is not None
    assert page.get_latest_revision_as_object().title == "Nowy tytuł"
    starts = [one.starts_at for one in page.groups.get().occurrences.all()]
    assert starts == [SOON + timedelta(hours=1)]
    assert ActivityPage.objects.count() == 2


def test_a_text_that_somebody_has_edited_stays() -> None:
    known = calendar(event())
    calendar_imports.take_all(known)
    page = ActivityPage.objects.get()
    page.title = "Po naszemu"
    page.save_revision(user=UserFactory())
    changed(known, event("one", "Po ichniemu"))
    calendar_imports.take_all(known)
    assert ActivityPage.objects.get().get_latest_revision_as_object().title == "Po naszemu"


def test_a_date_that_falls_out_is_proposed_where_people_signed_up() -> None:
    known = calendar(event("one", "Kurs", "RRULE:FREQ=DAILY;COUNT=3"))
    calendar_imports.take_all(known)
    group = ActivityPage.objects.get().groups.get()
    group.places.capacity = 5
    group.places.save()
    group.is_public = True
    group.save()
    sign_up(group)
    changed(known, event("one", "Kurs", "RRULE:FREQ=DAILY;COUNT=2"))
    calendar_imports.take_all(known)
    assert [one.state for one in group.occurrences.all()] == ["planned", "planned", "planned"]
    (proposal,) = calendar_imports.open_proposals()
    assert (proposal.occurrence, proposal.why) == (group.occurrences.last(), "gone")


def test_exceptions_and_time_zones_are_followed() -> None:
    local = (SOON.astimezone().replace(hour=10, minute=0, second=0)).strftime("%Y%m%dT%H%M%S")
    text = "\r\n".join(
        [
            "BEGIN:VEVENT",
            "UID:local",
            "SUMMARY:Lokalnie",
            f"DTSTART;TZID=Nie/Ma:{local}",
            "DURATION:PT45M",
            "END:VEVENT",
        ]
    )
    day = SOON.strftime("%Y%m%d")
    whole = f"BEGIN:VEVENT\r\nUID:day\r\nSUMMARY:Dzień\r\nDTSTART;VALUE=DATE:{day}\r\nEND:VEVENT"
    skipped = event(
        "ex", "Co dzień", "RRULE:FREQ=DAILY;COUNT=3", f"EXDATE:{stamp(SOON + timedelta(days=1))}"
    )
    entries = {entry.uid: entry for entry in calendar_imports.parse(ics(text, whole, skipped), NOW)}
    lengths = {uid: [(end - start) for start, end in entry.dates] for uid, entry in entries.items()}
    assert lengths["local"] == [timedelta(minutes=45)]
    assert lengths["day"] == [timedelta(days=1)]
    assert len(lengths["ex"]) == 2


@pytest.mark.parametrize(
    "odd",
    [
        event("bomb", "Bomba", "RRULE:FREQ=SECONDLY"),
        event("", "Bez UID"),
        event("untitled", ""),
        event("past", "Dawno", start=NOW - timedelta(days=30)),
        "BEGIN:VEVENT\r\nUID:dateless\r\nSUMMARY:Kiedyś\r\nEND:VEVENT",
        event("off", "Odwołane", "STATUS:CANCELLED"),
    ],
    ids=["bomb", "no uid", "untitled", "past", "dateless", "cancelled"],
)
def test_an_odd_event_is_left_out_and_stops_no_other(odd: str) -> None:
    known = calendar(odd, event("good"))
    assert [news.what for news in calendar_imports.compare(known)] == ["odd", "new"]
    assert calendar_imports.take_all(known) == 1


def test_endless_repetition_ends_after_a_year() -> None:
    (entry,) = calendar_imports.parse(ics(event("daily", "Co dzień", "RRULE:FREQ=DAILY")), NOW)
    assert 300 < len(entry.dates) <= 366


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>calendar</body></html>",
        b"",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\n\x00",
        b"BEGIN:VCALENDAR\r\n" + b"x" * MAX_BYTES,
    ],
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(calendar_imports.CalendarError):
        calendar_imports.read_file(BytesIO(content))


@pytest.mark.parametrize("text", ["BEGIN:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n"])
def test_a_damaged_calendar_is_told(text: str) -> None:
    assert not _entries(text)


def _entries(text: str) -> list[Any]:
    try:
        return calendar_imports.parse(text, NOW)
    except calendar_imports.CalendarError:
        return []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.ics",
        "https://127.0.0.1/a.ics",
        "https://10.0.0.1/a.ics",
        "https://[::1]/a.ics",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
    ],
)
def test_addresses_of_our_own_network_are_never_asked(url: str) -> None:
    with pytest.raises(calendar_imports.CalendarError):
        calendar_imports.fetch(url)


@pytest.fixture
def server() -> Iterator[str]:
    """A server that sends a calendar, or more than anybody wants."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            large = self.path == "/large"
            content = (
                b"BEGIN:VCALENDAR\r\n" + b"x" * MAX_BYTES * 2 if large else ics(event()).encode()
            )
            try:
                self.wfile.write(content)
            except (OSError, ConnectionError):
                return

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    running = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_an_address_is_read_up_to_a_megabyte(server: str) -> None:
    assert "SUMMARY:Spotkanie" in calendar_imports.fetch(f"{server}/a.ics", allow_loopback=True)
    with pytest.raises(calendar_imports.CalendarError):
        calendar_imports.fetch(f"{server}/large", allow_loopback=True)


def test_an_organiser_uploads_a_file_looks_and_takes_it() -> None:
    ActivityIndexPageFactory()
    client = at_desk()
    file = SimpleUploadedFile("a.ics", ics(event("one"), event("two")).encode())
    answer = client.post(desk("imports"), {"name": "Dom kultury", "file": file})
    known = ExternalCalendar.objects.get()
    assert answer.headers["Location"] == desk("import", known.pk)
    assert b"is being read" in client.get(desk("import", known.pk)).content
    run_due()
    assert b"becomes a draft" in client.get(desk("import", known.pk)).content
    client.post(desk("import_take", known.pk))
    run_due()
    assert ActivityPage.objects.filter(live=False).count() == 2
    client.post(desk("import_forget", known.pk))
    assert (ExternalCalendar.objects.count(), ActivityPage.objects.count()) == (0, 2)


def test_a_file_that_is_no_calendar_is_refused_with_words() -> None:
    client = at_desk()
    file = SimpleUploadedFile("a.ics", b"<html></html>")
    answer = client.post(desk("imports"), {"name": "Dom kultury", "file": file})
    assert "This is not an iCalendar file." in answer.content.decode()
    assert not ExternalCalendar.objects.exists()
