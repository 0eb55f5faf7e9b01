"""A year of 2,000 dates: what a filtered list costs, ``python -m tests.bench.activities``.

Runs in a process of its own on a site's database, by the server's own WSGI application; prints
JSON. "First" is the first list after the content changed, when nothing is in memory; the limits are
those of the others, which ask for what nobody asked before with the dates in memory.
"""

import json
import sys
import time
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

import django

from tests.bench.report import Line, at_most
from tests.bench.site import BenchSite

DATES: Final = 2_000
GROUPS: Final = 20
MEASURED: Final = 50
QUERY: Final = "locale=uk&county=3064&level=A1&free=true&age=30&language=pl"
MAX_MS: Final = 15
MAX_SQL: Final = 4


def lines(site: BenchSite) -> list[Line]:
    """Return the lines of the table."""
    found = json.loads(site.run("activities"))
    name = "activities, 20 of 2,000, filtered"
    return [
        at_most(f"{name}: CPU", found["ms"], MAX_MS, " ms"),
        Line(f"{name}: CPU, first after a change", "", f"{found['first_ms']:.1f} ms"),
        at_most(f"{name}: SQL statements", found["sql"], MAX_SQL),
        Line(f"{name}: SQL statements, first after a change", "", str(found["first_sql"])),
    ]


def main() -> None:
    """Make the dates, measure, print."""
    django.setup()
    from tests.bench.sql import Counter

    _make()
    counter = Counter()
    counter.count({"path": "/api/v2/content-version/"})  # What a process reads once in its life.
    first, first_sql = _ask(counter, 0)
    costs = [_ask(counter, offset) for offset in range(1, MEASURED + 1)]
    milliseconds = sorted(cost for cost, _sql in costs)
    found = {
        "first_ms": first,
        "first_sql": first_sql,
        "ms": milliseconds[len(milliseconds) // 2],
        "sql": max(sql for _cost, sql in costs),
    }
    _check_all_are_found()
    json.dump(found, sys.stdout)


def _check_all_are_found() -> None:
    """Raise RuntimeError if what was measured is not the list: a refusal would be quick as well."""
    from django.test import Client

    answer = Client(SERVER_NAME="127.0.0.1").get(f"/api/v2/activities/?{QUERY}")
    if answer.status_code != HTTPStatus.OK or answer.json()["meta"]["total_count"] != DATES:
        raise RuntimeError(f"The list does not answer as it should: {answer.content[:200]!r}")


def _ask(counter: Any, offset: int) -> tuple[float, int]:
    """Return milliseconds of processor time, and statements, of one list."""
    started = time.process_time()
    statements = counter.count({"path": f"/api/v2/activities/?{QUERY}&offset={offset}"})
    return 1000 * (time.process_time() - started), statements


def _make() -> None:
    from django.utils import timezone

    from events.models import Occurrence
    from tests.factories.events import open_group

    facts = {"county": "3064", "level": "A1", "languages": ["pl"], "capacity": 12}
    first = open_group(**facts)
    groups = [first, *(open_group(first.activity, **facts) for _each in range(GROUPS - 1))]
    start = timezone.now() + timedelta(days=1)
    step = timedelta(days=364) / DATES
    Occurrence.objects.bulk_create(
        Occurrence(
            group=groups[number % GROUPS],
            original_start=start + step * number,
            starts_at=start + step * number,
            ends_at=start + step * number + timedelta(hours=1),
        )
        for number in range(DATES)
    )


if __name__ == "__main__":
    main()
