"""The site with sign-up as it must not be: count first, insert then, nobody holds the lock.

Only for the test that has to fail with it.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any

from django.db import transaction
from django.db.models import Sum

from cms.project.wsgi import application as site
from events.domain.registrations import capacity, registration
from events.enums import HOLDING
from events.models import Places

# Between counting and inserting, so that the race is lost on every machine and not on most.
PAUSE_SECONDS = 0.02
_seen = local()


@contextmanager
def _not_locked(*group_ids: int) -> Iterator[list[Places]]:
    with transaction.atomic():
        yield [_seen.places[group_id] for group_id in group_ids]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Count before anything is written, as a check in a form would."""
    rows = Places.objects.select_related("group")
    _seen.places = {row.pk: _counted(row) for row in rows}
    time.sleep(PAUSE_SECONDS)
    return site(environ, start_response)


def _counted(places: Places) -> Places:
    held = places.group.registrations.filter(state__in=HOLDING)
    count = held.aggregate(sum=Sum("size"))["sum"] or 0
    places.taken = min(count, places.capacity)  # The database refuses to store more.
    return places


registration.locked = _not_locked
# That no two have the same place in order would stop some of them.
capacity.next_number = lambda _places: random.randrange(2**31)
