"""The content version, and whether the service is well."""

import logging
from collections.abc import Callable
from typing import Final

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from cms.background.jobs.health import worker_is_alive
from cms.core import content_version

from .base import PublicView
from .json_schema import object_of
from .responses import json_answer
from .schema_decorators import reads

logger = logging.getLogger(__name__)


class ContentVersionView(PublicView):
    """The number that grows with every change of public content."""

    @reads("content_version", "site", object_of({"content_version": {"type": "integer"}}))
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the content version, at most 100 ms old."""
        version = content_version.current()
        return json_answer(request, {"content_version": version}, version)


def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer that this process is alive; nothing else is asked."""
    return _uncached({"status": "ok"}, 200)


def readyz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the site as a whole is well, else 503; JSON says which part is not."""
    return _readiness({**SERVING, "worker": worker_is_alive})


def readyz_serving(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when this process can serve requests: what a proxy asks before it sends one.

    A worker that is away delays letters; it is no reason to take the web processes out.
    """
    return _readiness(SERVING)


def _readiness(checks: dict[str, Callable[[], bool]]) -> HttpResponse:
    parts = {name: _is_well(name, check) for name, check in checks.items()}
    is_ready = all(parts.values())
    return _uncached({"ready": is_ready, "parts": parts}, 200 if is_ready else 503)


def _uncached(value: dict[str, object], status: int) -> HttpResponse:
    response = JsonResponse(value, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_well(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, InterfaceError):
        logger.warning("Not ready: %s", name, exc_info=True)
        return False


def _database_answers() -> bool:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


_migrated: Final[set[str]] = set()


def _migrations_are_applied() -> bool:
    """Tell whether no migration is waiting; once true, it stays true for this process."""
    if not _migrated:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(DEFAULT_DB_ALIAS)
    return True


SERVING: Final[dict[str, Callable[[], bool]]] = {
    "database": _database_answers,
    "migrations": _migrations_are_applied,
}
