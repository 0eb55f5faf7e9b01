"""Dates of several days, across changes of the clocks, and what people are told of them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.background.models import Letter
from cms.core.time_zone import WARSAW
from events.domain import ics_sequence, occurrences
from events.domain.ics import entry_of
from events.models import Occurrence
from tests.factories.events import add_date, add_series, open_group, sign_up

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LIST = "/api/v2/activities/"


def wall(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=WARSAW).astimezone(UTC)  # type: ignore[arg-type,misc]  # Year to minute.


def changes() -> int:
    return Letter.objects.filter(kind="events.change").count()


def test_a_weekend_across_the_change_of_clocks_ends_when_it_says() -> None:
    group = open_group()
    minutes = 46 * 60
    add_series(group, date(2027, 3, 26), time(16), minutes)
    made = Occurrence.objects.get()
    assert made.ends_at == wall(2027, 3, 28, 14, 0)
    occurrences.move_date(made.pk, wall(2027, 4, 2, 16, 0), wall(2027, 4, 4, 14, 0), by=None)
    occurrences.restore_date(made.pk, by=None)
    made.refresh_from_db()
    assert made.ends_at == wall(2027, 3, 28, 14, 0)


def test_a_camp_of_several_days_is_listed_on_each_of_its_days(client: Client) -> None:
    today = timezone.localdate()
    group = open_group()
    first = today + timedelta(days=3)
    add_series(group, first, time(10), 10 * 24 * 60 + 300)
    for day, count in ((3, 1), (8, 1), (13, 1), (14, 0)):
        on = (today + timedelta(days=day)).isoformat()
        assert client.get(LIST, {"from": on, "to": on}).json()["meta"]["total_count"] == count
    shown = client.get(LIST).json()["items"][0]
    assert shown["last_day"] == (today + timedelta(days=13)).isoformat()


@pytest.mark.parametrize("day", ["9998-12-31", "9999-12-31", "0001-01-01"])
def test_a_day_at_the_end_of_all_calendars_is_answered(client: Client, day: str) -> None:
    for path in (LIST, "/api/v2/activities.ics"):
        assert client.get(path, {"from": day}).status_code in {200, 400}
        assert client.get(path, {"to": day}).status_code in {200, 400}


def test_a_date_of_another_age_does_not_break_the_feed_of_all(client: Client) -> None:
    group = open_group()
    add_date(group, datetime(9999, 12, 31, 20, tzinfo=UTC), minutes=60)
    add_series(group)
    answer = client.get("/api/v2/activities.ics", {"group": group.pk})
    assert (answer.status_code, answer.content.count(b"BEGIN:VEVENT")) == (200, 2)


def test_moving_a_date_into_the_past_tells_and_what_was_over_tells_nobody() -> None:
    group = open_group()
    coming = add_date(group, timezone.now() + timedelta(days=3))
    sign_up(group)
    past = timezone.now() - timedelta(days=2)
    occurrences.move_date(coming.pk, past, past + timedelta(hours=1), by=None)
    assert changes() == 1
    occurrences.move_date(coming.pk, past, past + timedelta(hours=2), by=None)
    assert changes() == 1
    coming_again = timezone.now() + timedelta(days=5)
    occurrences.move_date(coming.pk, coming_again, coming_again + timedelta(hours=2), by=None)
    assert changes() == 2


def test_a_date_that_runs_at_this_moment_is_cancelled_with_a_letter() -> None:
    group = open_group()
    running = add_date(group, timezone.now() - timedelta(hours=1), minutes=180)
    sign_up(group, now=timezone.now() - timedelta(days=1))
    occurrences.cancel_date(running.pk, by=None)
    assert changes() == 1


def test_a_feed_of_what_has_free_places_leaves_full_groups_out(client: Client) -> None:
    full, free = open_group(capacity=1), open_group()
    for group in (full, free):
        add_series(group)
    sign_up(full)
    feed = client.get("/api/v2/activities.ics", {"free": "true"}).content
    uids = {group: str(group.occurrences.get().uid).encode() for group in (full, free)}
    assert (uids[full] in feed, uids[free] in feed) == (False, True)


def test_a_new_place_or_title_raises_the_sequence_and_a_draft_does_not() -> None:
    group = open_group()
    add_series(group)
    over = add_date(group, timezone.now() - timedelta(days=3))
    coming = Occurrence.objects.exclude(pk=over.pk)
    page = group.activity
    page.title = "Inny tytuł"
    page.save_revision()
    assert coming.get().sequence == 0
    page.latest_revision.publish()
    assert coming.get().sequence == 1
    ics_sequence.raise_of_group(group.pk)
    assert (coming.get().sequence, Occurrence.objects.get(pk=over.pk).sequence) == (2, 0)


def test_an_online_group_has_no_location() -> None:
    where = {"place": "Biblioteka", "city": "Piła", "latitude": 53.1, "longitude": 16.7}
    group = open_group(is_online=True, **where)
    add_series(group)
    entry = entry_of(group.occurrences.get(), group, title="T", lang="pl", url="")
    assert (entry.location, entry.geo) == ("", None)
