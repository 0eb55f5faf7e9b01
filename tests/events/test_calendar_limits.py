"""Calendars of others as other programs and hostile hands write them: all of it is read in time."""

import json
import sys
from codecs import BOM_UTF16_LE
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from subprocess import PIPE, Popen, run
from time import sleep

import pytest
from django.utils import timezone
from django.utils.translation import override

from cms.background.jobs.runner import run_due
from cms.project.launcher.paths import ROOT
from events.domain import calendar_imports
from events.models import ExternalCalendar, ImportedEvent
from events.rules.calendars.__main__ import CPU_SECONDS
from events.rules.calendars.event_expansion import ALL_SECONDS, EVENT_SECONDS
from events.rules.calendars.html_to_text import plain
from tests.factories.events import ActivityIndexPageFactory

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
FIRST = "DTSTART:20261207T170000Z"
TIMES = (("DTSTART", 17), ("DTEND", 18))


def event(uid: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Kurs", *lines, "END:VEVENT"])


def ics(*parts: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])


def read(*parts: str) -> dict[str, calendar_imports.Entry]:
    return {entry.uid: entry for entry in calendar_imports.parse(ics(*parts), NOW)}


def rdates(count: int) -> list[str]:
    first = datetime(2026, 12, 8, tzinfo=UTC)
    moments = (first + timedelta(minutes=number) for number in range(count))
    return [f"RDATE:{moment:%Y%m%dT%H%M%SZ}" for moment in moments]


def test_rules_without_end_or_sense_are_told_and_stop_no_other_event() -> None:
    entries = read(
        event("still", FIRST, "RRULE:FREQ=DAILY;INTERVAL=0"),
        event("ancient", "DTSTART:00010101T170000Z", "RRULE:FREQ=DAILY"),
        event("never", "DTSTART:20200101T170000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        event("huge", FIRST, "RRULE:FREQ=WEEKLY;COUNT=999999999"),
        event("good", FIRST),
    )
    odd = {uid: entry.odd for uid, entry in entries.items()}
    assert odd == {
        "still": "endless",
        "ancient": "endless",
        "never": "past",
        "huge": "",
        "good": "",
    }
    assert len(entries["huge"].dates) == 52


def test_forty_thousand_dates_of_an_event_end_that_event_only() -> None:
    entries = read(event("many", FIRST, *rdates(40_000)), event("good", FIRST))
    assert [entry.odd for entry in entries.values()] == ["endless", ""]


TAGS = "<b>x</b>" + "<a " * 3_000
BUSY = [event(f"tags{number}", FIRST, f"DESCRIPTION:{TAGS}") for number in range(60)]
# The same process with a tenth of its time, of which the real one spends fifteen seconds.
HURRIED = """
from events.rules.calendars import __main__, event_expansion
event_expansion.ALL_SECONDS, __main__.CPU_SECONDS = 1.0, 5
__main__.main()
"""


@pytest.mark.chaos
def test_a_description_that_keeps_its_reader_busy_stops_no_other_event() -> None:
    assert len(read(*BUSY, event("good", FIRST))) == 61


def test_descriptions_that_keep_their_reader_busy_have_one_time_together() -> None:
    asked = json.dumps({"text": ics(*BUSY, event("good", FIRST)), "now": NOW.isoformat()})
    command = [sys.executable, "-c", HURRIED]
    done = run(command, input=asked, stdout=PIPE, text=True, check=True, cwd=ROOT)
    assert len(json.loads(done.stdout)["entries"]) == 61
    assert ALL_SECONDS + EVENT_SECONDS < CPU_SECONDS


def test_what_the_process_cannot_end_is_ended_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_imports.parser, "SECONDS", 0.01)
    with override("en"), pytest.raises(calendar_imports.CalendarError, match="takes too"):
        read(event("good", FIRST))


@pytest.mark.parametrize(
    ("command", "mebibytes", "seconds"),
    [
        (["-m", "events.rules.calendars"], 1024, 25),
        ([str(ROOT / "events/domain/certificates/pdf_process.py")], 2048, 15),
    ],
    ids=["calendars", "certificates"],
)
def test_the_system_ends_a_process_that_takes_too_much(
    command: list[str], mebibytes: int, seconds: int
) -> None:
    """Whatever it is given to read: the limits hold before it reads anything."""
    wanted = {"Max address space": mebibytes * 1024**2, "Max cpu time": seconds}
    with Popen([sys.executable, *command], stdin=PIPE, stdout=PIPE, cwd=ROOT) as process:
        for _moment in range(600):
            if limits_of(process.pid) == wanted:
                break
            sleep(0.1)
        assert limits_of(process.pid) == wanted
        process.kill()


def limits_of(pid: int) -> dict[str, int]:
    """Return the limits of a process, as far as it has any of these."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    names = ("Max address space", "Max cpu time")
    found = {name: line[26:].split()[0] for line in lines for name in names if name in line}
    return {name: int(limit) for name, limit in found.items() if limit.isdigit()}


def test_limits_count_what_is_taken_and_not_history() -> None:
    past = [
        event(f"past{number}", f"DTSTART:2024{1 + number % 12:02}07T170000Z")
        for number in range(700)
    ]
    entries = read(*past, event("good", FIRST))
    assert len(entries) == 301
    assert not entries["good"].odd
    with pytest.raises(calendar_imports.CalendarError, match="300"):
        read(*(event(f"new{number}", FIRST) for number in range(301)))


@pytest.mark.parametrize("lines", [["DTEND:20261207T170000Z"], ["DURATION:PT0S"], []])
def test_an_event_without_an_end_lasts_an_hour(lines: list[str]) -> None:
    (span,) = read(event("one", FIRST, *lines))["one"].dates
    assert span[1] - span[0] == timedelta(hours=1)


@pytest.mark.parametrize("lines", [["DTEND;VALUE=DATE:20261208"], []])
def test_a_day_without_an_end_lasts_that_day(lines: list[str]) -> None:
    (span,) = read(event("one", "DTSTART;VALUE=DATE:20261208", *lines))["one"].dates
    assert span == (datetime(2026, 12, 7, 23, tzinfo=UTC), datetime(2026, 12, 8, 23, tzinfo=UTC))


@pytest.mark.parametrize("is_first", [True, False])
def test_a_cancelled_date_is_one_date_wherever_it_stands(is_first: bool) -> None:
    master = event("one", FIRST, "DTEND:20261207T180000Z", "RRULE:FREQ=WEEKLY;COUNT=4")
    second = "20261214T170000Z"
    off = event("one", f"RECURRENCE-ID:{second}", f"DTSTART:{second}", "STATUS:CANCELLED").replace(
        "Kurs", "Odwołane"
    )
    entry = read(*([off, master] if is_first else [master, off]))["one"]
    assert (entry.title, entry.is_cancelled) == ("Kurs", False)
    assert [start.day for start, _end in entry.dates] == [7, 21, 28]
    assert entry.cancelled == (datetime(2026, 12, 14, 17, tzinfo=UTC),)


def test_the_highest_sequence_counts_whatever_the_order() -> None:
    newer = event("one", "SEQUENCE:2", "DTSTART:20261210T170000Z")
    older = event("one", "SEQUENCE:1", FIRST, "STATUS:CANCELLED")
    entry = read(newer, older)["one"]
    assert not entry.is_cancelled
    assert [start.day for start, _end in entry.dates] == [10]


def test_two_calendars_in_a_file_are_both_read() -> None:
    text = ics(event("one", FIRST)) + ics(event("two", FIRST))
    assert [entry.uid for entry in calendar_imports.parse(text, NOW)] == ["one", "two"]


@pytest.mark.parametrize(
    "odd",
    [
        "BEGIN:VTODO\r\nUID:task\r\nDUE:19970901T1300Z\r\nEND:VTODO",
        "BEGIN:VTIMEZONE\r\nX-LIC-LOCATION:Nie/Ma\r\nEND:VTIMEZONE",
        "BEGIN:VFREEBUSY\r\nFREEBUSY:20261207T170000Z/20261206T170000Z\r\nEND:VFREEBUSY",
        "BEGIN:VTIMEZONE\r\nTZID:Zone\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE",
    ],
    ids=["a task", "a zone without a name", "a busy time that ends before it begins", "a zone"],
)
def test_what_is_wrong_beside_the_events_stops_none(odd: str) -> None:
    entries = read(
        odd, event("one", FIRST), event("two", "DTSTART;TZID=Europe/Warsaw:20261208T180000")
    )
    assert [entry.dates[0][0].hour for entry in entries.values()] == [17, 17]


def test_an_odd_line_of_an_event_stops_no_other() -> None:
    entries = read(
        event("stamp", "DTSTAMP:yesterday", FIRST),
        event("alarm", FIRST, "BEGIN:VALARM", "TRIGGER:soon", "END:VALARM"),
        event("start", "DTSTART:2006717T080000Z"),
        event("good", FIRST),
    )
    odd = {uid: entry.odd for uid, entry in entries.items()}
    assert odd == {"stamp": "", "alarm": "", "start": "dates", "good": ""}


def test_an_event_outside_of_any_calendar_is_passed_over() -> None:
    text = event("stray", FIRST) + "\r\n" + ics(event("one", FIRST))
    assert [entry.uid for entry in calendar_imports.parse(text, NOW)] == ["one"]


def test_what_runs_already_is_told_as_that() -> None:
    entry = read(event("one", "DTSTART:20261101T090000Z", "DTEND:20261231T170000Z"))["one"]
    assert entry.odd == "running"
    with override("en"):
        assert str(entry.fault) == "It has begun already, and no other date follows."


def test_times_without_a_zone_stand_on_the_calendars_clocks() -> None:
    floating = event("one", "DTSTART:20261207T170000")
    weekly = event("two", "DTSTART:20260706T150000Z", "RRULE:FREQ=WEEKLY")
    entries = read("X-WR-TIMEZONE:Europe/London", floating, weekly)
    assert entries["one"].dates[0][0].hour == 17
    assert entries["two"].dates[0][0].hour == 16  # 16:00 in London, in summer and in winter.
    assert read("X-WR-TIMEZONE:Nie/Ma", floating)["one"].dates[0][0].hour == 16


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            'Zapisy: <a href="https://example.org/a">zapis</a><br>Długa 1\nod tyłu &amp; wejście',
            "Zapisy: zapis (https://example.org/a)\nDługa 1\nod tyłu & wejście",
        ),
        ("<p>Raz</p><ul><li>dwa</li><li>trzy</li></ul>", "Raz\n\ndwa\ntrzy"),
        ("<script>x</script><b>Tekst</b>&nbsp;dalej", "Tekst dalej"),
        ("Grupa A <3 i 2 < 3 > 1, <nazwa>", "Grupa A <3 i 2 < 3 > 1, <nazwa>"),
        ("Raz\r\ndwa", "Raz\ndwa"),
    ],
)
def test_a_description_is_text_and_keeps_its_lines(text: str, right: str) -> None:
    assert plain(text) == right


def test_encodings_are_read_when_they_say_so_and_refused_in_words_otherwise() -> None:
    text = ics(event("one", FIRST, "LOCATION:Łódź"))
    utf16 = BOM_UTF16_LE + text.encode("utf-16-le")
    assert calendar_imports.read_file(BytesIO(utf16)) == text
    assert calendar_imports.read_file(BytesIO(utf16[2:])) == text
    assert calendar_imports.read_file(BytesIO(text.encode("utf-8-sig"))) == text
    with pytest.raises(calendar_imports.CalendarError, match="UTF-8"):
        calendar_imports.read_file(BytesIO(text.encode("cp1250")))


@pytest.mark.django_db
def test_a_calendar_is_read_once_and_what_it_holds_is_kept() -> None:
    text = ics(event("one", f"DTSTART:{timezone.now() + timedelta(days=3):%Y%m%dT%H%M%SZ}"))
    known = ExternalCalendar.objects.create(name="Dom kultury", content=text)
    calendar_imports.read(known.pk)
    ExternalCalendar.objects.update(content="no calendar any more")
    known.refresh_from_db()
    assert [news.what for news in calendar_imports.compare(known)] == ["new"]
    calendar_imports.read(known.pk)
    known.refresh_from_db()
    assert known.problem
    assert [news.what for news in calendar_imports.compare(known)] == ["new"]


def soon(uid: str) -> str:
    return event(uid, f"DTSTART:{timezone.now() + timedelta(days=3):%Y%m%dT%H%M%SZ}")


@pytest.mark.django_db
def test_what_does_not_fit_into_the_time_of_a_job_is_taken_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calendar_imports.subscriptions, "SLICE_SECONDS", 0)
    ActivityIndexPageFactory()
    known = ExternalCalendar.objects.create(name="Dom kultury", content=ics(*map(soon, "abc")))
    calendar_imports.read(known.pk)
    assert calendar_imports.take_all(known) == 1
    assert run_due() >= 2
    assert ImportedEvent.objects.filter(calendar=known).count() == 3
    assert {news.what for news in calendar_imports.compare(known)} == {"same"}


@pytest.mark.django_db
def test_taking_an_event_reads_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    ActivityIndexPageFactory()
    known = ExternalCalendar.objects.create(name="Dom kultury", content=ics(*map(soon, "abc")))
    calendar_imports.read(known.pk)
    known.refresh_from_db()
    wanted = calendar_imports.compare(known)[1].entry
    for each in known.found["entries"]:
        if each["uid"] != wanted.uid:
            each["dates"] = [["never", "never"]]  # Reading them would raise.
    known.save()
    calendar_imports.take(known.pk, wanted.key)
    assert [taken.uid for taken in ImportedEvent.objects.all()] == [wanted.uid]


def zone(tzid: str, standard: str, daylight: str) -> str:
    """Return a zone as office programs write it: by rules from the year 1601."""
    parts = (
        ("STANDARD", "16010101T030000", daylight, standard, "10"),
        ("DAYLIGHT", "16010101T020000", standard, daylight, "3"),
    )
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}"]
    for name, start, before, after, month in parts:
        lines += [f"BEGIN:{name}", f"DTSTART:{start}", f"TZOFFSETFROM:{before}"]
        lines += [f"TZOFFSETTO:{after}", f"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}"]
        lines += [f"END:{name}"]
    return "\r\n".join([*lines, "END:VTIMEZONE"])


@pytest.mark.parametrize(
    ("named", "zones", "hours"),
    [
        ("Central European Standard Time", [], [16, 15]),
        ("FLE Standard Time", [], [15, 14]),
        (
            "(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb",
            [zone("(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb", "+0100", "+0200")],
            [16, 15],
        ),
        ("Biuro w Taszkencie", [zone("Biuro w Taszkencie", "+0500", "+0600")], [12, 11]),
    ],
)
def test_names_of_windows_and_zones_of_its_own_decide_the_hour(
    named: str, zones: list[str], hours: list[int]
) -> None:
    days = ("20261207", "20270607")
    events = [
        event(day, *(f'{name};TZID="{named}":{day}T{hour}0000' for name, hour in TIMES))
        for day in days
    ]
    entries = read(*zones, *events)
    starts = [entries[day].dates[0][0] for day in days]
    assert [start.astimezone(UTC).hour for start in starts] == hours
    assert {span[1] - span[0] for day in days for span in entries[day].dates} == {
        timedelta(hours=1)
    }
