"""Count SQL statements, in a process of its own: ``python -m tests.bench.sql < rows``.

Standard input is JSON, row name → requests; the answer is row name → the most statements that one
of its requests needed, transaction statements included. Uses the server's own WSGI application.
"""

import json
import sys
import time
from importlib import import_module
from typing import Any, Final
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import django
from django.conf import settings
from django.core.signals import request_started
from django.db import connection, reset_queries

# Whatever a process knows from memory is older than its bound by then.
FORGET_SECONDS: Final = 0.15


class Counter:
    """Calls the WSGI application and counts what reaches the database."""

    def __init__(self) -> None:
        module, _dot, name = settings.WSGI_APPLICATION.rpartition(".")
        self._application = getattr(import_module(module), name)
        connection.force_debug_cursor = True
        # What is asked before Django begins with the request counts as well.
        request_started.disconnect(reset_queries)

    def count(self, request: dict[str, Any]) -> int:
        """Return the number of statements of one request, of a redirect's target as well."""
        location, statements = self._call(request["path"], request.get("headers", {}))
        if request.get("follow"):
            target = urlsplit(location)
            statements += self._call(f"{target.path}?{target.query}", {})[1]
        return statements

    def _call(self, path: str, headers: dict[str, str]) -> tuple[str, int]:
        answer: dict[str, str] = {}

        def start_response(_status: str, found: list[tuple[str, str]], *_rest: Any) -> None:
            answer.update(found)

        connection.queries_log.clear()
        body = self._application(_environ(path, headers), start_response)
        list(body)
        if hasattr(body, "close"):
            body.close()
        return answer.get("Location", ""), len(connection.queries_log)


def _environ(path: str, headers: dict[str, str]) -> dict[str, Any]:
    environ: dict[str, Any] = {"HTTP_HOST": "127.0.0.1"}
    setup_testing_defaults(environ)
    environ["PATH_INFO"], _mark, environ["QUERY_STRING"] = path.partition("?")
    environ |= {f"HTTP_{name.upper().replace('-', '_')}": text for name, text in headers.items()}
    return environ


def main() -> None:
    """Count every row that standard input asks for."""
    django.setup()
    counter = Counter()
    found: dict[str, int] = {}
    for name, (first, *rest) in json.load(sys.stdin).items():
        counter.count(first)  # What a process reads once in its life.
        counts = []
        for request in rest:
            time.sleep(FORGET_SECONDS)
            counts.append(counter.count(request))
        found[name] = max(counts)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
