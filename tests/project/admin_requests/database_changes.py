"""What a request left in the database: asked of the database, not of the code that answered."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, transaction

WRITING: Final = re.compile(
    r'^\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE
)
# What happens to be written whenever somebody is at work: sessions, counters, indexes, what is
# being typed or looked at before it is saved.
BESIDES: Final = re.compile(
    r"django_session|axes_.*|core_contentversion|core_prepareddocument|wagtailcore_referenceindex"
    r"|wagtailsearch_.*|jobs_.*heartbeat|wagtailadmin_editingsession"
    r"|wagtail_headless_preview_pagepreview|workbench_unsavedtext"
)


@contextmanager
def _written() -> Iterator[set[str]]:
    """Collect the names of the tables that statements write to."""
    tables: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITING.match(sql)
        if found and not BESIDES.fullmatch(found[1]):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


def _rows(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return sorted(cursor.fetchall(), key=repr)


def traces_of(ask: Callable[[], Any]) -> tuple[Any, set[str]]:
    """Return what ``ask`` answers, and the tables it has changed; all is then as before."""
    with transaction.atomic():
        with _written() as tables:
            answer = ask()
        after = {table: _rows(table) for table in tables}
        transaction.set_rollback(True)
    return answer, {table for table, rows in after.items() if rows != _rows(table)}
