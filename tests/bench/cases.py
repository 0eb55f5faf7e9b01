"""An inbox of 20,000 cases: what its lists cost, ``python -m tests.bench.cases``.

Runs in a process of its own on a site's database, by the server's own WSGI application, logged in
as a coordinator of the whole region; prints JSON. Statements counted are those on the desk's own
tables and whoever has cases; Wagtail asks for its menu, its user and its site besides.
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

CASES: Final = 20_000
MEASURED: Final = 15
MAX_MS: Final = 200
MAX_SQL: Final = 6
# What is asked for, and how many cases answer it.
LISTS: Final = {
    "inbox": ("/admin/cases/?view=all&p=40", CASES),
    "search": ("/admin/cases/?view=all&q=zrodla+szkola", CASES // 100),
    "filtered": ("/admin/cases/?view=overdue&state=accepted&language=uk&county=3064", None),
    "board": ("/admin/cases/board/?view=all", None),
}
_OURS: Final = ('FROM "desk_', 'SELECT DISTINCT "users_user"')


def lines(site: BenchSite) -> list[Line]:
    """Return the lines of the table."""
    found = json.loads(site.run("cases"))
    return [
        line
        for name, cost in found.items()
        for line in (
            at_most(f"cases, {name} of 20,000: CPU", cost["ms"], MAX_MS, " ms"),
            at_most(f"cases, {name} of 20,000: SQL statements", cost["sql"], MAX_SQL),
        )
    ]


def main() -> None:
    """Make the cases, measure, print."""
    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)  # The admin names its files.
    _make()
    client = _browser()
    json.dump({name: _cost(client, *asked) for name, asked in LISTS.items()}, sys.stdout)


def _cost(client: Any, path: str, count: int | None) -> dict[str, float]:
    """Return the median of processor time in ms, and the most statements of the desk's own.

    Raises RuntimeError for another answer than the list: a refusal would be quick as well.
    """
    from django.db import connection

    connection.force_debug_cursor = True
    milliseconds, most = [], 0
    for _each in range(MEASURED):
        connection.queries_log.clear()
        started = time.process_time()
        answer = client.get(path)
        milliseconds.append(1000 * (time.process_time() - started))
        sql = [one["sql"] for one in connection.queries_log]
        most = max(most, sum(any(mark in one for mark in _OURS) for one in sql))
        if answer.status_code != HTTPStatus.OK or b"/admin/cases/" not in answer.content:
            raise RuntimeError(f"{path} answers {answer.status_code}")
    if count is not None and _found(path) != count:
        raise RuntimeError(f"{path} finds {_found(path)} cases")
    return {"ms": sorted(milliseconds)[MEASURED // 2], "sql": most}


def _found(path: str) -> int:
    """Return how many cases a list holds, counted by the function that it uses."""
    from urllib.parse import parse_qs, urlsplit

    from cms.cases.domain.case_list import CaseFilters, choose
    from cms.users.models import User

    words = parse_qs(urlsplit(path).query).get("q", [""])[0]
    user = User.objects.get(username="coordinator-of-20000")
    return choose(user, CaseFilters(view="all", words=words)).count()


def _browser() -> Any:
    from django.test import Client

    from cms.users import roles
    from tests.factories.cases import worker

    user = worker("*", role=roles.SCHOOL_COORDINATORS, username="coordinator-of-20000")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return client


def _make() -> None:
    """Write cases of every state, county and language, of which each 100th tells of a spring."""
    from django.utils import timezone

    from cms.cases.enums import CLOSED_STATES, CaseState
    from cms.cases.models import Case
    from cms.cases.rules.text_normalisation import fold
    from cms.core.locales import CODES
    from cms.delivery.region import region
    from school_support.domain.case_type import NAME

    now, states, counties = timezone.now(), list(CaseState), list(region().counties)

    def case(number: int) -> Case:
        state = states[number % len(states)]
        received = now - timedelta(hours=number)
        about = f"Szkoła {number}" + (" Źródła" if number % 100 == 0 else "")
        return Case(
            reference=f"WS-{number:07d}",
            kind=NAME,
            state=state,
            locale=CODES[number % len(CODES)],
            county=counties[number % len(counties)],
            about=about,
            search_words=fold(f"WS-{number:07d} {about} Łódź"),
            token_digest=f"{number:064d}",
            consented_at=received,
            received_at=received,
            changed_at=received,
            due_on=(received + timedelta(days=14)).date(),
            closed_at=now if state in CLOSED_STATES else None,
            unanswered_since=received if number % 3 == 0 else None,
        )

    Case.objects.bulk_create((case(number) for number in range(CASES)), batch_size=1000)


if __name__ == "__main__":
    main()
