"""Who was there: noted on a phone without a script, counted for the end of a registration."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from events.domain.attendance import lines_of, record
from events.domain.expected_attendance import outcomes
from events.models import Attendance, Occurrence, PlaceEvent, Places, Registration
from tests.events.organiser_client import at_desk, context, desk, said
from tests.factories.events import add_date, open_group, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def over(days: int = 3) -> datetime:
    return timezone.now() - timedelta(days=days)


def scene() -> tuple[Occurrence, Registration, Registration]:
    """Return a date that is over, a family of two and somebody alone; a third one waits."""
    group = open_group(capacity=3)
    before = over(30)
    family, alone = sign_up(group, 2, now=before), sign_up(group, now=before)
    sign_up(group, now=before)
    return add_date(group, over()), family, alone


def people(date: Occurrence) -> list[int]:
    return [line.participant.pk for line in lines_of(date)]


def test_whoever_has_a_place_is_on_the_list_and_nobody_else() -> None:
    date, family, alone = scene()
    assert [line.registration for line in lines_of(date)] == [family, family, alone]


def test_the_form_saves_the_list_and_keeps_what_another_has_noted() -> None:
    date, _family, _alone = scene()
    first, second, third = people(date)
    record(date.pk, {second: False}, by=None)
    seen_before = {f"seen-{pk}": "" for pk in (first, second, third)}
    answers = {f"person-{first}": "yes", f"person-{second}": "", f"person-{third}": ""}
    answer = at_desk().post(desk("attendance", date.pk), {**seen_before, **answers})
    assert said(answer) == ["Saved: 1 change."]
    assert dict(Attendance.objects.values_list("participant", "is_present")) == {
        first: True,
        second: False,
    }


def test_one_button_notes_all_others_as_present() -> None:
    date, _family, _alone = scene()
    first, *others = people(date)
    data = {f"seen-{pk}": "" for pk in (first, *others)} | {f"person-{first}": "no"}
    at_desk().post(desk("attendance", date.pk), {**data, "all": "yes"})
    noted = dict(Attendance.objects.values_list("participant", "is_present"))
    assert noted == {first: False, **dict.fromkeys(others, True)}


def test_after_the_last_date_people_hold_their_places() -> None:
    date, family, alone = scene()
    first, second, third = people(date)
    record(date.pk, {first: True, second: False, third: False}, by=None)
    assert outcomes([family, alone]) == {family.pk: "attended", alone.pk: "absent"}
    assert Places.objects.get(pk=date.group_id).taken == 3
    assert PlaceEvent.objects.filter(action="attendance").count() == 1
    record(date.pk, {third: None}, by=None)
    assert outcomes([family, alone]) == {family.pk: "attended"}


def test_people_of_other_groups_are_not_written_down() -> None:
    date, _family, _alone = scene()
    other = sign_up(open_group())
    stranger = other.participants.get().pk
    assert record(date.pk, {stranger: True}, by=None).changed == 0


def test_the_button_leads_to_the_last_date_that_has_begun() -> None:
    date, _family, _alone = scene()
    later = add_date(date.group, timezone.now() + timedelta(days=2))
    answer = at_desk().get(desk("group_attendance", date.group_id))
    assert answer.headers["Location"] == desk("attendance", date.pk)
    assert context(at_desk(), "attendance", date.pk)["later"] == later
    assert len(context(at_desk(), "attendance_list", date.pk)["lines"]) == 3


def test_the_spreadsheet_has_everybody_and_calculates_nothing() -> None:
    group = open_group(questions=["name", "needs"])
    sign_up(group, name='=HYPERLINK("https://example.org")', needs="\x0b+1", email="a@example.org")
    answer = at_desk().get(desk("export", group.pk))
    sheet = load_workbook(BytesIO(answer.content)).active
    _head, row = sheet.iter_rows(values_only=True)
    assert (row[0], row[3], row[5], row[6], row[11]) == (
        1,
        1,
        '=HYPERLINK("https://example.org")',
        "a@example.org",
        "+1",
    )
    assert {cell.data_type for cell in sheet[2] if cell.value in (row[5], row[11])} == {"s"}
    assert "f" not in {cell.data_type for line in sheet.iter_rows() for cell in line}
