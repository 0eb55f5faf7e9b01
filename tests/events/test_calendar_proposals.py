"""What a calendar of others says never cancels or moves dates that people know of."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from cms.background.jobs.runner import run_due
from cms.background.models import Letter
from events.domain import calendar_imports, occurrences
from events.domain.letters import compose
from events.enums import LetterKind
from events.models import ActivityPage, CalendarProposal, ExternalCalendar, Group, ImportedEvent
from tests.events.organiser_client import at_desk, client_of, desk, organiser
from tests.factories.events import ActivityIndexPageFactory, sign_up

pytestmark = pytest.mark.django_db
# By day: what moves by an hour stays on its day.
SOON = timezone.now().replace(hour=12, microsecond=0) + timedelta(days=10)


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def course(*more: str, hours: int = 2) -> str:
    end = stamp(SOON + timedelta(hours=hours))
    lines = ["BEGIN:VEVENT", "UID:one", "SUMMARY:Kurs", f"DTSTART:{stamp(SOON)}", f"DTEND:{end}"]
    return "\r\n".join([*lines, "RRULE:FREQ=DAILY;COUNT=3", *more, "END:VEVENT"])


def other() -> str:
    return course().replace("UID:one", "UID:two")


def off(day: int) -> str:
    start = stamp(SOON + timedelta(days=day))
    lines = ["BEGIN:VEVENT", "UID:one", "SUMMARY:Odwołane", f"RECURRENCE-ID:{start}"]
    return "\r\n".join([*lines, f"DTSTART:{start}", "STATUS:CANCELLED", "END:VEVENT"])


def ics(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def feed(known: ExternalCalendar, *events: str) -> None:
    known.content = ics(*events)
    known.save()
    calendar_imports.read(known.pk)
    calendar_imports.take_all(known)


@pytest.fixture
def known() -> ExternalCalendar:
    ActivityIndexPageFactory()
    made = ExternalCalendar.objects.create(name="Dom kultury")
    feed(made, course(), other())
    return made


@pytest.fixture
def group(known: ExternalCalendar) -> Group:
    """The group of the course, with somebody in it."""
    found = ImportedEvent.objects.get(calendar=known, uid="one").group
    assert found is not None
    found.places.capacity = 5
    found.places.save()
    found.is_public = True
    found.save()
    sign_up(found)
    return found


def states(group: Group) -> list[str]:
    return [one.state for one in group.occurrences.all()]


def proposed() -> list[str]:
    return [each.why for each in calendar_imports.open_proposals()]


def test_an_override_before_its_master_proposes_one_date(
    known: ExternalCalendar, group: Group
) -> None:
    feed(known, off(1), course(), other())
    assert (states(group), proposed()) == (["planned"] * 3, ["cancelled"])
    assert calendar_imports.open_proposals().get().occurrence == group.occurrences.all()[1]


def test_a_vanished_event_is_proposed_and_forgotten_when_the_feed_is_whole_again(
    known: ExternalCalendar, group: Group
) -> None:
    feed(known, other())
    assert (states(group), proposed()) == (["planned"] * 3, ["gone"] * 3)
    feed(known, course(), other())
    assert (states(group), proposed()) == (["planned"] * 3, [])
    feed(known)
    assert (states(group), proposed()) == (["planned"] * 3, ["gone"] * 3)


def test_dates_of_a_draft_that_nobody_knows_of_follow_the_calendar(known: ExternalCalendar) -> None:
    draft = ActivityPage.objects.get(pk=ImportedEvent.objects.get(uid="two").activity_id)
    feed(known, course())
    assert (states(draft.groups.get()), proposed()) == ([], [])
    feed(known, course(), other())
    assert states(draft.groups.get()) == ["planned"] * 3


def test_a_published_activity_keeps_its_dates_though_nobody_signed_up(
    known: ExternalCalendar,
) -> None:
    ActivityPage.objects.update(live=True)
    feed(known, course("STATUS:CANCELLED"), other())
    assert proposed() == ["cancelled"] * 3


def test_a_cancellation_in_a_file_of_its_own_is_known_by_its_uid_and_invites_nobody(
    group: Group,
) -> None:
    letter = ExternalCalendar.objects.create(name="Załącznik")
    feed(letter, "METHOD:CANCEL", off(2))
    assert (states(group), proposed()) == (["planned"] * 3, ["cancelled"])
    feed(letter, "METHOD:CANCEL", off(0).replace("UID:one", "UID:stranger"))
    assert (proposed(), ActivityPage.objects.count()) == (["cancelled"], 2)
    feed(letter, "METHOD:CANCEL", course())
    assert proposed() == ["cancelled"] * 3


def test_another_end_is_proposed_too(known: ExternalCalendar, group: Group) -> None:
    before = [one.ends_at for one in group.occurrences.all()]
    feed(known, course(hours=3), other())
    assert ([one.ends_at for one in group.occurrences.all()], proposed()) == (before, ["moved"] * 3)
    calendar_imports.decide(calendar_imports.open_proposals()[0].pk, does=True, by=organiser())
    assert group.occurrences.all()[0].ends_at == before[0] + timedelta(hours=1)


def test_what_was_kept_is_not_asked_again_and_what_was_done_can_come_back(
    known: ExternalCalendar, group: Group
) -> None:
    account = organiser()
    feed(known, course(), off(0), off(1), other())
    first, second = calendar_imports.open_proposals()
    calendar_imports.decide(first.pk, does=False, by=account)
    calendar_imports.decide(second.pk, does=True, by=account)
    with pytest.raises(calendar_imports.DecidedError):
        calendar_imports.decide(first.pk, does=True, by=account)
    feed(known, course("LOCATION:Sala"), off(0), off(1), other())
    assert (states(group), proposed()) == (["planned", "cancelled", "planned"], [])
    feed(known, course(), other())
    assert (states(group), proposed()) == (["planned", "cancelled", "planned"], ["back"])
    decided = CalendarProposal.objects.exclude(decision="")
    assert {(each.decision, each.decided_by) for each in decided} == {
        ("kept", account),
        ("done", account),
    }


def test_an_organiser_decides_at_the_desk(known: ExternalCalendar, group: Group) -> None:
    feed(known, off(1), off(2), course(), other())
    one, two = calendar_imports.open_proposals()
    client = at_desk()
    assert desk("imports") in client.get(desk("desk")).content.decode()
    page = client.get(desk("imports")).content.decode()
    assert desk("proposal_follow", one.pk) in page
    assert b"1 person is told" in client.get(desk("proposal_follow", one.pk)).content
    client.post(desk("proposal_follow", one.pk), {"seen": calendar_imports.shown(one)})
    client.post(desk("proposal_keep", two.pk))
    assert (states(group), proposed()) == (["planned", "cancelled", "planned"], [])
    answer = client.post(desk("proposal_follow", two.pk), follow=True)
    assert "Meanwhile this has changed" in answer.content.decode()
    assert states(group)[2] == "planned"


def at(day: int, *more: str, hours: int = 0, shift: int = 1) -> str:
    """One date of the course, moved by itself."""
    slot, start = SOON + timedelta(days=day), SOON + timedelta(days=day, hours=shift)
    lines = ["BEGIN:VEVENT", "UID:one", "SUMMARY:Kurs", f"RECURRENCE-ID:{stamp(slot)}"]
    end = f"DTEND:{stamp(start + timedelta(hours=2 + hours))}"
    return "\r\n".join([*lines, f"DTSTART:{stamp(start)}", end, *more, "END:VEVENT"])


def test_dates_that_are_new_there_are_proposed_and_told_once_they_are_taken(
    known: ExternalCalendar, group: Group
) -> None:
    longer = course().replace("COUNT=3", "COUNT=5")
    feed(known, longer, other())
    assert (states(group), proposed()) == (["planned"] * 3, ["new"] * 2)
    one, two = calendar_imports.open_proposals()
    calendar_imports.decide(one.pk, does=True, by=organiser())
    calendar_imports.decide(two.pk, does=False, by=organiser())
    added = group.occurrences.last()
    assert added is not None
    assert (group.occurrences.count(), added.starts_at) == (4, SOON + timedelta(days=3))
    person = group.registrations.get()
    mail = compose(LetterKind.CHANGE, f"{person.pk}:{added.pk}:new")
    assert mail is not None
    assert mail.attachments
    feed(known, longer.replace("Kurs", "Kurs 2"), other())
    assert (group.occurrences.count(), proposed()) == (4, [])


def test_a_new_date_that_is_there_no_more_is_not_asked_any_more(
    known: ExternalCalendar, group: Group
) -> None:
    feed(known, course().replace("COUNT=3", "COUNT=4"), other())
    (gone,) = calendar_imports.open_proposals()
    feed(known, course(), other())
    assert proposed() == []
    with pytest.raises(calendar_imports.DecidedError):
        calendar_imports.decide(gone.pk, does=True, by=organiser())
    assert group.occurrences.count() == 3


@pytest.mark.parametrize("is_alone", [True, False], ids=["one date", "the series"])
def test_a_moved_start_is_one_proposal_that_says_from_when_to_when(
    known: ExternalCalendar, group: Group, is_alone: bool
) -> None:
    before = SOON + timedelta(days=1)
    later = course().replace(stamp(SOON), stamp(SOON + timedelta(hours=1)))
    feed(known, *([course(), at(1)] if is_alone else [later]), other())
    assert (states(group), proposed()) == (["planned"] * 3, ["moved"] * (1 if is_alone else 3))
    one = calendar_imports.open_proposals().get(occurrence__starts_at=before)
    assert (one.starts_at, one.occurrence.starts_at) == (before + timedelta(hours=1), before)
    calendar_imports.decide(one.pk, does=True, by=organiser())
    moved = group.occurrences.get(pk=one.occurrence_id)
    assert (moved.starts_at, moved.state) == (before + timedelta(hours=1), "moved")
    feed(known, *([course(), at(1, "LOCATION:Sala")] if is_alone else [later]), other())
    assert proposed() == ([] if is_alone else ["moved"] * 2)
    feed(known, *([course(), at(1, shift=3)] if is_alone else [later, at(1, shift=3)]), other())
    assert "moved" in proposed()


def test_a_date_that_people_moved_here_is_left_where_they_put_it(
    known: ExternalCalendar, group: Group
) -> None:
    one = group.occurrences.all()[1]
    occurrences.move_date(one.pk, one.starts_at, one.ends_at + timedelta(hours=1), by=None)
    feed(known, course("LOCATION:Sala"), other())
    assert proposed() == []


def test_the_desk_says_from_when_to_when(known: ExternalCalendar, group: Group) -> None:
    feed(known, course(), at(1), other())
    (one,) = calendar_imports.open_proposals()
    client = at_desk()
    page = client.get(desk("imports")).content.decode()
    assert "moved from " in page
    assert "moved from " in client.get(desk("proposal_follow", one.pk)).content.decode()
    feed(known, course().replace("COUNT=3", "COUNT=4"), other())
    page = client.get(desk("imports")).content.decode()
    assert "Add the date" in page
    assert "Leave it out" in page


@pytest.mark.parametrize("is_late", [True, False], ids=["older", "newer"])
@pytest.mark.parametrize("is_alone", [True, False], ids=["one date", "the series"])
def test_a_cancellation_is_worth_its_sequence(
    known: ExternalCalendar, group: Group, is_late: bool, is_alone: bool
) -> None:
    feed(known, course("SEQUENCE:3"), at(1, "SEQUENCE:5", shift=0), other())
    assert proposed() == []
    letter = ExternalCalendar.objects.create(name="Załącznik")
    said = at(1, f"SEQUENCE:{4 if is_late else 6}") if is_alone else ""
    feed(letter, "METHOD:CANCEL", said or course(f"SEQUENCE:{2 if is_late else 4}"))
    letter.refresh_from_db()
    right = [] if is_late else ["cancelled"] * (1 if is_alone else 3)
    assert (states(group), proposed()) == (["planned"] * 3, right)
    assert [news.what for news in calendar_imports.compare(letter)] == [
        "odd" if is_late else "changed"
    ]


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        ([f"RECURRENCE-ID:{stamp(SOON + timedelta(days=1))}"], [1]),
        ([f"RECURRENCE-ID;RANGE=THISANDFUTURE:{stamp(SOON + timedelta(days=1))}"], [1, 2]),
        ([], [0, 1, 2]),
    ],
    ids=["one date", "from one on", "all"],
)
def test_a_cancellation_names_its_date_by_its_place_in_the_series(
    known: ExternalCalendar, group: Group, lines: list[str], days: list[int]
) -> None:
    letter = ExternalCalendar.objects.create(name="Załącznik")
    feed(letter, "METHOD:CANCEL", "\r\n".join(["BEGIN:VEVENT", "UID:one", *lines, "END:VEVENT"]))
    right = [SOON + timedelta(days=day) for day in days]
    assert [one.occurrence.starts_at for one in calendar_imports.open_proposals()] == right


def test_all_of_a_group_is_done_at_once_in_one_letter_and_only_what_was_shown(
    known: ExternalCalendar, group: Group
) -> None:
    later = course().replace(stamp(SOON), stamp(SOON + timedelta(hours=1)))
    feed(known, later, other())
    client = at_desk()
    page = client.get(desk("proposals_follow_all", group.pk)).content.decode()
    shown = list(calendar_imports.open_proposals())
    seen = {"seen": ",".join(map(calendar_imports.shown, shown))}
    assert f'value="{seen["seen"]}"' in page
    assert page.count("moved from") == 3
    calendar_imports.decide(shown[0].pk, does=False, by=organiser())
    feed(known, later.replace("COUNT=3", "COUNT=4"), other())
    before = Letter.objects.filter(kind="events.change").count()
    client.post(desk("proposals_follow_all", group.pk), seen)
    assert (states(group), proposed()) == (["planned", "moved", "moved"], ["new"])
    assert Letter.objects.filter(kind="events.change").count() == before + 1
    client.post(desk("proposals_follow_all", group.pk), seen)
    assert Letter.objects.filter(kind="events.change").count() == before + 1
    (line,) = Letter.objects.filter(kind="events.change")
    mail = compose(LetterKind.CHANGE, line.subject_id)
    assert mail is not None
    assert len(dict(mail.facts)["Zmienione terminy"].split("\n")) == 2


def test_a_date_that_somebody_moved_since_it_was_shown_is_not_overwritten(
    known: ExternalCalendar, group: Group
) -> None:
    feed(known, course().replace(stamp(SOON), stamp(SOON + timedelta(hours=1))), other())
    client, waiting = at_desk(), list(calendar_imports.open_proposals())
    seen = [calendar_imports.shown(each) for each in waiting]
    one = waiting[0].occurrence
    assert one is not None
    by_hand = one.starts_at + timedelta(hours=5)
    occurrences.move_date(one.pk, by_hand, by_hand + timedelta(hours=1), by=None)
    for body in ({"seen": seen[0]}, {}):
        answer = client.post(desk("proposal_follow", waiting[0].pk), body, follow=True)
        assert "Meanwhile this has changed" in answer.content.decode()
    page = client.post(
        desk("proposals_follow_all", group.pk), {"seen": ",".join(seen)}, follow=True
    )
    assert "Meanwhile this has changed" in page.content.decode()
    one.refresh_from_db()
    assert (one.starts_at, states(group)) == (by_hand, ["moved"] * 3)
    client.post(
        desk("proposal_follow", waiting[0].pk),
        {"seen": calendar_imports.shown(calendar_imports.open_proposals()[0])},
    )
    assert proposed() == []


def test_nobody_else_decides(known: ExternalCalendar, group: Group) -> None:
    feed(known, off(1), course(), other())
    (one,) = calendar_imports.open_proposals()
    client_of(None).post(desk("proposal_follow", one.pk), {"seen": calendar_imports.shown(one)})
    assert (states(group), proposed()) == (["planned"] * 3, ["cancelled"])


def test_a_followed_calendar_that_cannot_be_asked_changes_nothing(
    known: ExternalCalendar, group: Group
) -> None:
    ExternalCalendar.objects.update(
        url="https://127.0.0.1/a.ics", is_followed=True, asked_at=timezone.now() - timedelta(days=2)
    )
    assert calendar_imports.refresh_followed() == 1
    run_due()
    known.refresh_from_db()
    assert known.problem
    assert (states(group), proposed()) == (["planned"] * 3, [])
