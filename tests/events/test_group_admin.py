"""Groups and dates at the desk."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.background import outbox
from cms.background.models import Letter
from cms.core.task_summary import task_summary
from cms.users import roles
from events.enums import Party
from events.models import ActivityPage, Group, Occurrence, Series
from tests.events.organiser_client import (
    at_desk,
    client_of,
    context,
    desk,
    organiser,
    said,
    save_at,
)
from tests.factories import UserFactory
from tests.factories.events import ActivityPageFactory, add_date, add_series, open_group, sign_up
from tests.translation.base.shown_state import whole

pytestmark = pytest.mark.django_db

WARSAW = ZoneInfo("Europe/Warsaw")
GROUP = {
    "name": "A2",
    "capacity": "12",
    "price": "0",
    "max_party": "4",
    "is_public": "on",
    "reminders": "first",
    "certificate_percent": "80",
}
DAYS = {"day": "2027-03-22", "starts": "17:30", "ends": "19:00", "repeat": "weekly", "end": "count"}
DAYS["skips_public_holidays"] = "on"


def add_group(page: ActivityPage, **fields: Any) -> Any:
    return at_desk().post(desk("group_add", page.pk), {**GROUP, **fields})


def test_a_new_group_has_places_and_is_asked_for_its_dates() -> None:
    page = ActivityPageFactory()
    answer = add_group(
        page, questions=["ages"], languages=["pl", "uk"], opens_at="2027-03-28 08:00"
    )
    group = Group.objects.get()
    assert answer.headers["Location"] == desk("series_add", group.pk)
    assert (group.activity_id, group.places.capacity) == (page.pk, 12)
    assert (group.questions, group.languages) == (["ages"], ["pl", "uk"])
    assert group.opens_at == datetime(2027, 3, 28, 8, tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"capacity": ""}, "capacity"),
        ({"age_from": "9", "age_to": "7"}, "age_to"),
        ({"opens_at": "2027-01-02 08:00", "closes_at": "2027-01-01 08:00"}, "closes_at"),
        ({"latitude": "52.4"}, "longitude"),
        ({"postcode": "61001"}, "postcode"),
        ({"questions": ["level"]}, "questions"),
        ({"county": "9999"}, "county"),
        ({"opens_at": "2206-01-01 08:00"}, "opens_at"),
        ({"closes_at": "9999-12-31 23:00"}, "closes_at"),
    ],
)
def test_a_wrong_group_is_refused_at_the_field(fields: dict[str, Any], wrong: str) -> None:
    answer = add_group(ActivityPageFactory(), **fields)
    assert list(answer.context["form"].errors) == [wrong]
    assert Group.objects.count() == 0


def test_an_adult_signs_up_alone() -> None:
    page = ActivityPageFactory(party=Party.ADULT)
    form = context(at_desk(), "group_add", page.pk)["form"]
    assert {"max_party", "age_from"}.isdisjoint(form.fields)
    assert form["questions"].initial == ["name", "phone", "level"]


def test_a_group_is_changed_but_not_its_number_of_places() -> None:
    group = open_group(capacity=5)
    save_at(desk("group_edit", group.pk), {**GROUP, "name": "B", "is_public": ""})
    group.refresh_from_db()
    assert (group.name, group.is_public, group.places.capacity) == ("B", False, 5)


def test_a_new_name_or_place_in_the_form_raises_the_sequence_and_nothing_else_does() -> None:
    group = open_group(name="A2")
    add_series(group)
    sequences = []
    for fields in ({}, {"name": "B"}, {"name": "B", "city": "Konin"}):
        save_at(desk("group_edit", group.pk), {**GROUP, **fields})
        sequences.append(group.occurrences.get().sequence)
    assert sequences == [0, 1, 2]


def test_cancelling_a_group_asks_first_and_ends_its_registrations() -> None:
    group = open_group(capacity=5)
    add_series(group)
    person, client = sign_up(group), at_desk()
    client.get(desk("group_cancel", group.pk))
    group.refresh_from_db()
    assert group.cancelled_at is None
    client.post(desk("group_cancel", group.pk))
    group.refresh_from_db()
    person.refresh_from_db()
    assert group.cancelled_at is not None
    assert (person.state, person.end_reason) == ("withdrawn", "cancelled")


def plan(group: Group, **fields: Any) -> Any:
    return at_desk().post(desk("series_add", group.pk), {**DAYS, "count": "3", **fields})


def starts(group: Group) -> list[str]:
    """Return when the group meets, by Warsaw's clocks."""
    found = group.occurrences.order_by("starts_at")
    return [f"{each.starts_at.astimezone(WARSAW):%Y-%m-%d %H:%M}" for each in found]


def test_dates_repeat_at_the_same_time_after_the_clocks_change() -> None:
    group = open_group()
    plan(group, weekdays=["0", "3"], count="4")
    assert starts(group) == [
        *("2027-03-22 17:30", "2027-03-25 17:30"),
        "2027-04-01 17:30",  # Not on Easter Monday, the 29th.
    ]
    assert Series.objects.get().minutes == 90


def test_dates_are_shown_before_they_are_saved() -> None:
    group = open_group()
    answer = plan(group, preview="1")
    shown = answer.context["preview"]
    assert [day.date() for day in shown.days] == [date(2027, 3, 22), date(2027, 4, 5)]
    assert [day.date() for day in shown.skipped] == [date(2027, 3, 29)]
    assert (starts(group), Series.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends": "17:30"}, "ends"),
        ({"count": ""}, "count"),
        ({"end": "until"}, "until"),
        ({"end": "until", "until": "2027-03-21"}, "until"),
        ({"day": "soon"}, "day"),
        ({"day": "2206-03-22"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"end": "until", "until": "2206-03-22"}, "until"),
    ],
)
def test_wrong_dates_are_refused_at_the_field(fields: dict[str, str], wrong: str) -> None:
    answer = plan(open_group(), **fields)
    assert list(answer.context["form"].errors) == [wrong]
    assert Occurrence.objects.count() == 0


def test_a_camp_ends_days_later_by_the_clocks_of_its_last_day() -> None:
    group = open_group()
    camp = {"day": "2027-03-26", "starts": "16:00", "ends": "14:00", "days_later": "2"}
    plan(group, **camp, repeat="once")
    begins, ends = group.occurrences.values_list("starts_at", "ends_at").get()
    assert begins.astimezone(WARSAW) == datetime(2027, 3, 26, 16, tzinfo=WARSAW)
    assert ends.astimezone(WARSAW) == datetime(2027, 3, 28, 14, tzinfo=WARSAW)
    shown = context(at_desk(), "series_edit", Series.objects.get().pk)["form"]
    assert (shown["days_later"].value(), f"{shown['ends'].value():%H:%M}") == (2, "14:00")


def test_a_series_is_changed_and_a_rule_of_its_own_is_kept() -> None:
    group = open_group()
    series = add_series(group, day=date(2027, 3, 22), rule="FREQ=MONTHLY;BYDAY=MO,WE;COUNT=3")
    values = {**DAYS, "repeat": "own", "ends": "20:00", "skips_public_holidays": ""}
    save_at(desk("series_edit", series.pk), values)
    series.refresh_from_db()
    assert (series.rule, series.minutes) == ("FREQ=MONTHLY;BYDAY=MO,WE;COUNT=3", 150)
    assert starts(group) == ["2027-03-22 17:30", "2027-03-24 17:30", "2027-03-29 17:30"]


def test_taking_dates_away_deletes_them_while_nobody_has_signed_up() -> None:
    group = open_group()
    series, client = add_series(group), at_desk()
    client.get(desk("series_remove", series.pk))
    assert Series.objects.count() == 1
    assert said(client.post(desk("series_remove", series.pk))) == ["1 date removed."]
    assert Occurrence.objects.count() == 0


def test_a_date_is_moved_cancelled_and_restored() -> None:
    group = open_group()
    add_series(group, day=date(2027, 3, 22))
    when, client = group.occurrences.get(), at_desk()
    times = {"begins": "2027-10-31 09:00", "ends": "2027-10-31 10:00"}
    save_at(desk("date_move", when.pk), times)
    assert (starts(group), state(when)) == (["2027-10-31 09:00"], "moved")
    client.get(desk("date_cancel", when.pk))
    assert state(when) == "moved"
    save_at(desk("date_cancel", when.pk))
    assert state(when) == "cancelled"
    save_at(desk("date_restore", when.pk))
    assert (starts(group), state(when)) == (["2027-10-31 09:00"], "moved")


def state(when: Occurrence) -> str:
    return Occurrence.objects.get(pk=when.pk).state


def test_a_date_that_ends_before_it_begins_is_refused() -> None:
    group = open_group()
    add_series(group)
    when = group.occurrences.get()
    times = {"begins": "2027-05-05 10:00", "ends": "2027-05-05 09:00"}
    answer = save_at(desk("date_move", when.pk), times)
    assert list(answer.context["form"].errors) == ["ends"]
    assert state(when) == "planned"


@pytest.mark.parametrize("year", ["2206", "9999"])
def test_a_date_is_not_moved_into_another_age(year: str) -> None:
    group = open_group()
    add_series(group)
    when = group.occurrences.get()
    times = {"begins": f"{year}-05-05 10:00", "ends": f"{year}-05-05 11:00"}
    answer = save_at(desk("date_move", when.pk), times)
    assert set(answer.context["form"].errors) == {"begins", "ends"}
    assert state(when) == "planned"


def test_the_dashboard_tells_what_waits_for_an_organiser() -> None:
    stuck = open_group(capacity=3)
    add_series(stuck)
    sign_up(stuck, 2)
    sign_up(stuck, 3)
    offered = open_group(capacity=1)
    add_date(offered, timezone.now() + timedelta(hours=20))
    somebody = sign_up(offered)
    sign_up(offered)
    at_desk().post(desk("person_take_off", somebody.pk))
    ActivityPageFactory()
    with override("en"):
        steps = task_summary(organiser())
    told = {step.text: step.count for step in steps if "activities" in step.url}
    assert told == {
        "offer runs out today": 1,
        "group where people wait although places are free": 1,
        "activity without dates": 1,
    }


def test_a_group_is_deleted_only_while_nobody_has_signed_up() -> None:
    empty, used = open_group(), open_group()
    add_series(empty)
    sign_up_for(used)
    client = at_desk()
    client.get(desk("group_delete", empty.pk))
    assert Group.objects.count() == 2
    for group in (empty, used):
        client.post(desk("group_delete", group.pk))
    assert list(Group.objects.all()) == [used]


def sign_up_for(group: Group) -> None:
    add_series(group)
    sign_up(group)


def test_an_activity_with_groups_and_what_is_above_it_stay() -> None:
    page, other = open_group().activity, ActivityPageFactory()
    client = client_of(UserFactory(administrator=True))
    for kept in (page, page.get_parent()):
        answer = client.post(reverse("wagtailadmin_pages:delete", args=[kept.pk]), whole(kept))
        assert answer.headers["Location"] == desk("activity", page.pk)
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{many}?id={page.pk}&id={other.pk}", whole(page, other))
    assert ActivityPage.objects.count() == 2
    client.post(reverse("wagtailadmin_pages:delete", args=[other.pk]), whole(other))
    assert list(ActivityPage.objects.all()) == [page]


def test_who_changes_the_place_is_reminded_that_people_do_not_know() -> None:
    group = open_group(capacity=5, name="A2")
    sign_up_for(group)
    moved = {**GROUP, "place": "Biblioteka", "city": "Konin"}
    first, *more = said(save_at(desk("group_edit", group.pk), moved))
    assert (first, len(more)) == ("The group is saved. Readers see it at once.", 1)
    assert len(said(at_desk().post(desk("group_edit", group.pk), moved))) == 1


@pytest.mark.parametrize(("role", "shown"), [(roles.ACTIVITY_ORGANISERS, 1), (roles.AUTHORS, 0)])
def test_the_editor_of_an_activity_shows_its_groups_to_organisers(role: str, shown: int) -> None:
    group = open_group(name="7–10")
    editor = reverse("wagtailadmin_pages:edit", args=[group.activity_id])
    body = client_of(UserFactory(role=role)).get(editor).content.decode()
    assert body.count(f'href="{desk("group", group.pk)}"') == shown


def test_another_time_moves_the_dates_and_is_told_in_one_letter() -> None:
    group = open_group(capacity=5)
    series = add_series(group, day=date(2027, 3, 22), rule="FREQ=WEEKLY;BYDAY=MO;COUNT=4")
    sign_up(group, locale="en")
    before = set(group.occurrences.values_list("uid", flat=True))
    Letter.objects.all().delete()
    later = {**DAYS, "starts": "18:00", "ends": "19:30", "count": "4"}
    answer = save_at(desk("series_edit", series.pk), later)
    assert said(answer) == ["3 dates changed."]
    assert starts(group) == ["2027-03-22 18:00", "2027-04-05 18:00", "2027-04-12 18:00"]
    assert set(group.occurrences.values_list("uid", flat=True)) == before
    assert set(group.occurrences.values_list("sequence", flat=True)) == {1}
    (letter,) = Letter.objects.all()
    outbox.send(str(letter.pk), job_key="a")
    title = group.activity.title
    assert [each.subject for each in mail.outbox] == [f"Dates have changed: {title}"]


def test_dates_of_another_series_and_those_without_one_stay() -> None:
    group = open_group()
    by_itself = add_date(group, timezone.now() + timedelta(days=3))
    series = add_series(group, day=date(2027, 3, 22))
    add_series(group, day=date(2027, 3, 23))
    at_desk().post(desk("series_remove", series.pk))
    assert starts(group)[1:] == ["2027-03-23 17:30"]
    assert group.occurrences.order_by("starts_at").first() == by_itself


def test_dates_that_people_know_of_are_cancelled_when_their_series_is_taken_away() -> None:
    group = open_group(capacity=5)
    series = add_series(group, day=date(2027, 3, 22))
    sign_up(group)
    answer = at_desk().post(desk("series_remove", series.pk))
    assert said(answer) == ["1 date cancelled."]
    assert state(group.occurrences.get()) == "cancelled"
