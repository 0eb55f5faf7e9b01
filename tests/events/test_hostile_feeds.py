"""A followed calendar may send what it likes: nothing happens to dates that people have places for.

It is asked, read and taken by the jobs that a worker runs, and each of them ends.
"""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from cms.background.jobs.models import Job
from cms.background.jobs.runner import run_due
from cms.background.models import Letter
from events.domain import calendar_imports
from events.models import ActivityPage, ExternalCalendar, Group, ImportedEvent
from tests.factories.events import ActivityIndexPageFactory, sign_up

from . import hostile_feeds

pytestmark = pytest.mark.django_db


def facts(group: Group) -> list[Any]:
    """Return everything that people rely on."""
    dates = group.occurrences.order_by("pk").values_list("pk", "state", "starts_at", "ends_at")
    people = group.registrations.values_list("pk", "state", "size", "group")
    activity = ActivityPage.objects.get(pk=group.activity_id)
    return [list(dates), list(people), activity.live, activity.title, Letter.objects.count()]


def ask(number: int) -> None:
    """Let a day pass; a worker's jobs do the rest, each at the first attempt."""
    Job.objects.all().delete()
    assert calendar_imports.refresh_followed(timezone.now() + timedelta(days=2 + number)) == 1
    run_due()
    jobs = Job.objects.filter(name__startswith="events.").values_list("name", "status", "attempts")
    assert {(status, attempts) for _name, status, attempts in jobs} == {("done", 1)}


@pytest.mark.parametrize(
    "names",
    [
        ("interval 0", "all vanished but one", "slow without end", "to our network", "truncated"),
        pytest.param(hostile_feeds.ALL, marks=pytest.mark.chaos, id="all"),
    ],
)
def test_nothing_is_done_to_dates_with_people(
    names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    near = partial(calendar_imports.download.fetch, allow_loopback=True)
    monkeypatch.setattr(calendar_imports.subscriptions, "fetch", near)
    ActivityIndexPageFactory()
    with hostile_feeds.serving() as feed:
        known = ExternalCalendar.objects.create(
            name="Dom kultury", url=feed.url, is_followed=True, asked_at=timezone.now()
        )
        ask(0)
        found = ImportedEvent.objects.get(calendar=known, uid="one").group
        assert found is not None
        found.places.capacity = 5
        found.places.save()
        Group.objects.filter(pk=found.pk).update(is_public=True)
        ActivityPage.objects.filter(pk=found.activity_id).update(live=True)
        sign_up(found)
        before = facts(found)
        for number, name in enumerate(names, 1):
            for feed.name in (name, ""):
                ask(number)
                assert facts(found) == before, (name, feed.name)
        known.refresh_from_db()
        assert (known.problem, found.occurrences.count()) == ("", 3)
