"""A command in which attendance is noted while its people are moved, resized and leave.

Afterwards it looks whether anything that was noted is lost; it prints how much that was.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import django

django.setup()

from django.db import connection
from django.utils import timezone

from events.domain import registrations
from events.domain.activity_statistics import counted, total
from events.domain.attendance import lines_of, record
from events.models import Attendance, AttendanceNote, Occurrence, Registration
from tests.factories.events import ActivityPageFactory, add_date, open_group, sign_up

PAIRS = 3
Done = Counter[object]


def scene() -> tuple[list[int], list[Occurrence], list[Registration]]:
    activity = ActivityPageFactory()
    groups = [open_group(activity, capacity=60, max_party=4) for _each in range(2)]
    now = timezone.now()
    people = [sign_up(groups[n % 2], 1 + n % 3, now=now - timedelta(days=30)) for n in range(12)]
    dates = [add_date(g, now - timedelta(days=day)) for g in groups for day in (3, 2, 1)]
    for group in groups:
        add_date(group, now + timedelta(days=9))
    return [group.pk for group in groups], dates, people


def in_thread(act: Callable[[random.Random], Done], seed: int) -> Done:
    try:
        return act(random.Random(seed))
    finally:
        connection.close()


def note(dates: list[Occurrence], count: int, chance: random.Random) -> Done:
    done: Done = Counter()
    for _each in range(count):
        date = chance.choice(dates)
        lines = lines_of(date)
        if not lines:  # Everybody is in the other group just now.
            continue
        line, value = chance.choice(lines), chance.random() < 0.5
        key = line.participant.pk
        try:
            recorded = record(date.pk, {key: value}, by=None, seen={key: line.is_present})
            done[key, date.pk] += recorded.changed
        except registrations.BusyError:
            done["busy"] += 1
    return done


def shift(people: list[Registration], groups: list[int], count: int, chance: random.Random) -> Done:
    done: Done = Counter()
    for _each in range(count):
        one, kind = chance.choice(people), chance.random()
        try:
            if kind < 0.65:
                registrations.move(one.pk, chance.choice(groups), by=None)
            elif kind < 0.98:
                registrations.change(one.pk, size=chance.randint(1, 3))
            else:
                registrations.withdraw(one.pk)
            done["moved"] += 1
        except registrations.PlacesError:
            continue
    return done


def check(dates: list[Occurrence], acknowledged: Done) -> None:
    notes = AttendanceNote.objects.order_by("pk").values_list("participant", "occurrence")
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


def main(notes: int, moves: int) -> None:
    groups, dates, people = scene()
    with ThreadPoolExecutor(2 * PAIRS) as pool:
        work = [partial(note, dates, notes), partial(shift, people, groups, moves)] * PAIRS
        jobs = [pool.submit(in_thread, act, seed) for seed, act in enumerate(work)]
        acknowledged = sum((job.result() for job in jobs), Done())
    busy, moved = acknowledged.pop("busy", 0), acknowledged.pop("moved", 0)
    check(dates, acknowledged)
    assert moved
    sys.stdout.write(f"{acknowledged.total()} notes, {moved} moves, {busy} times busy")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
