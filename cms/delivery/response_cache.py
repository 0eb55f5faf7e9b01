"""Answers of the public API in this process's memory, in front of Django.

An answer is valid for exactly one content version, which is known from memory and at most 100 ms
old. The key is the path and the query, in one order and without what changes nothing; no
header has a part in it, so nobody can plant an answer for others. What may be kept, and for which
version, the API says itself (``answers.KEEP``); personal answers and previews never say it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from django.db import DatabaseError, InterfaceError

from cms.core import content_version
from cms.delivery.api.base import changes_nothing
from cms.delivery.api.responses import KEEP, matches

PREFIX: Final = "/api/v2/"
MAX_BYTES: Final = 64 * 1024 * 1024
MAX_QUERY: Final = 2_000
MAX_PARAMETERS: Final = 20
# What an entry takes besides its body: the key, the headers, the dict's own.
OVERHEAD: Final = 2_048
_OF_BODY: Final = frozenset({"content-type", "content-length"})

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Key = tuple[str, bool, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole answer with status 200."""

    etag: str
    headers: Headers
    body: bytes

    def send(self, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
        """Answer with it, or with 304 when the client has it already."""
        if matches(environ.get("HTTP_IF_NONE_MATCH", ""), self.etag):
            kept = [pair for pair in self.headers if pair[0].lower() not in _OF_BODY]
            start_response("304 Not Modified", kept)
            return []
        start_response("200 OK", list(self.headers))
        return [self.body]


class ResponseCache:
    """Wraps a WSGI application; bounded by ``max_bytes``, the least recently used goes first."""

    def __init__(self, application: Application, max_bytes: int = MAX_BYTES) -> None:
        self._application = application
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._version = -1
        self._bytes = 0
        self._entries: OrderedDict[Key, Entry] = OrderedDict()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer from memory if possible, else let Django answer and keep that if it may be."""
        key = key_of(environ)
        if key is None:
            return self._application(environ, start_response)
        try:
            entry = self._get(key, content_version.current())
        except (DatabaseError, InterfaceError):
            return self._application(environ, start_response)  # It answers 503.
        if entry is not None:
            return entry.send(environ, start_response)
        return self._answer(key, environ, start_response)

    def _answer(
        self, key: Key, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        started: list[Any] = []

        def keep_start(status: str, headers: Headers, *rest: object) -> object:
            started[:] = [status, headers]
            return start_response(status, headers, *rest)

        answer = self._application(environ, keep_start)
        version = environ.get(KEEP)
        if version is None or not started or not may_be_shared(*started):
            return answer
        try:
            body = b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()
        headers: Headers = started[1]
        self._put(key, version, Entry(_header(headers, "etag"), headers, body))
        return [body]

    def _get(self, key: Key, version: int) -> Entry | None:
        with self._lock:
            if version != self._version:
                self._entries.clear()
                self._bytes, self._version = 0, version
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def _put(self, key: Key, version: int, entry: Entry) -> None:
        """Keep an answer made from the content of ``version``, unless there is a newer by now."""
        with self._lock:
            if version != self._version:
                return
            old = self._entries.pop(key, None)
            self._bytes += size(entry) - (size(old) if old else 0)
            self._entries[key] = entry
            while self._bytes > self._max_bytes:
                _key, dropped = self._entries.popitem(last=False)
                self._bytes -= size(dropped)


def key_of(environ: Mapping[str, Any]) -> Key | None:
    """Return what the answer depends on, or None for what is never kept."""
    path = environ.get("PATH_INFO", "")
    query = environ.get("QUERY_STRING", "")
    if environ.get("REQUEST_METHOD") != "GET" or not path.startswith(PREFIX):
        return None
    # Outside ASCII two spellings of one key could be two queries to Django.
    if len(query) > MAX_QUERY or not query.isascii():
        return None
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_PARAMETERS)
    except ValueError:
        return None
    # Of a name given twice, Django reads the last one.
    parameters = {name: value for name, value in pairs if not changes_nothing(name, value)}
    return path, _is_secure(environ), tuple(sorted(parameters.items()))


def may_be_shared(status: str, headers: Headers) -> bool:
    """Tell whether an answer is the same for everybody."""
    names = {name.lower() for name, _value in headers}
    return status.startswith("200 ") and "etag" in names and not names & {"set-cookie", "vary"}


def size(entry: Entry) -> int:
    """Return about how many bytes of memory an entry takes."""
    return len(entry.body) + OVERHEAD


def _is_secure(environ: Mapping[str, Any]) -> bool:
    """Tell apart what Django redirects to https, or answers with another header, from the rest."""
    return "https" in {environ.get("wsgi.url_scheme"), environ.get("HTTP_X_FORWARDED_PROTO")}


def _header(headers: Headers, name: str) -> str:
    return next(value for known, value in headers if known.lower() == name)
