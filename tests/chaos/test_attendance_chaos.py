"""Attendance is noted while its people are moved, resized and leave: nothing noted is lost."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from events.domain import places
from events.domain.attendance import lines_of, record
from events.domain.numbers import counted, total
from events.models import Attendance, AttendanceNote, Occurrence, Registration
from tests.factories.events import ActivityPageFactory, add_date, open_group, sign_up

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'",
        reason="Tests' SQLite is in memory, where writers do not wait for each other.",
    ),
]
NOTES = 60
MOVES = 40


def scene() -> tuple[list[int], list[Occurrence], list[Registration]]:
    activity = ActivityPageFactory()
    groups = [open_group(activity, capacity=60, max_party=4) for _each in range(2)]
    now = timezone.now()
    people = [sign_up(groups[n % 2], 1 + n % 3, now=now - timedelta(days=30)) for n in range(12)]
    dates = [add_date(g, now - timedelta(days=day)) for g in groups for day in (3, 2, 1)]
    for group in groups:
        add_date(group, now + timedelta(days=9))
    return [group.pk for group in groups], dates, people


def in_thread(act: Callable[[random.Random], Counter[object]], seed: int) -> Counter[object]:
    try:
        return act(random.Random(seed))
    finally:
        connection.close()


def note(dates: list[Occurrence], chance: random.Random) -> Counter[object]:
    done: Counter[object] = Counter()
    for _each in range(NOTES):
        date = chance.choice(dates)
        line = chance.choice(lines_of(date))
        value = chance.random() < 0.5
        try:
            key = line.participant.pk
            seen = {key: line.is_present}
            done[key, date.pk] += record(date.pk, {key: value}, by=None, seen=seen).changed
        except places.BusyError:
            done["busy"] += 1
    return done


def shift(people: list[Registration], groups: list[int], chance: random.Random) -> Counter[object]:
    for _each in range(MOVES):
        one = chance.choice(people)
        try:
            if chance.random() < 0.7:
                places.move(one.pk, chance.choice(groups), by=None)
            else:
                places.change(one.pk, size=chance.randint(1, 3))
        except places.PlacesError:
            continue
    return Counter()


def test_what_was_acknowledged_is_noted_whatever_moved_meanwhile() -> None:
    groups, dates, people = scene()

    with ThreadPoolExecutor(6) as pool:
        work = 3 * [partial(note, dates), partial(shift, people, groups)]
        jobs = [pool.submit(in_thread, act, seed) for seed, act in enumerate(work)]
        acknowledged = sum((job.result() for job in jobs), Counter[object]())
    notes = AttendanceNote.objects.order_by("pk").values_list("participant", "occurrence")
    del acknowledged["busy"]
    assert Counter(notes) == +acknowledged
    last = {
        (note.participant_id, note.occurrence_id): note.is_present
        for note in AttendanceNote.objects.order_by("pk")
    }
    rows = Attendance.objects.values_list("participant", "occurrence", "is_present")
    assert {(who, date): there for who, date, there in rows} == last
    day = timezone.localdate()
    numbers = total(counted(day - timedelta(days=40), day + timedelta(days=40)))
    assert numbers.visits == sum(map(bool, last.values()))
    for date in dates:
        there = {line.participant.pk for line in lines_of(date)}
        assert {who for who, when in last if when == date.pk} <= there
