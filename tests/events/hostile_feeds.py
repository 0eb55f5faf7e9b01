"""Fifty ways in which a followed calendar can change for the worse, and a server that has them."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from tests.events.test_calendar_proposals import SOON, course, ics, off, other, stamp

SANE: Final = ics(course(), other()).encode()
FIRST: Final = f"DTSTART:{stamp(SOON)}"
RULE: Final = "RRULE:FREQ=DAILY;COUNT=3"


def _event(uid: str, *lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Kurs", *lines, "END:VEVENT"])


def _with(*replaced: tuple[str, str]) -> str:
    """Return the sane course with parts of it replaced."""
    text = course()
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return text


def _rule(rule: str) -> bytes:
    return ics(_with((RULE, f"RRULE:{rule}")), other()).encode()


def _end() -> str:
    return next(line for line in course().split("\r\n") if line.startswith("DTEND"))


_OLD = [_event(f"old{n}", "DTSTART:20010101T100000Z", "RRULE:FREQ=DAILY") for n in range(300)]
_RDATES = "\r\n".join(
    f"RDATE:2027{1 + n % 12:02}{1 + n % 28:02}T{n % 24:02}{n % 60:02}00Z" for n in range(40_000)
)
TEXTS: Final[dict[str, bytes]] = {
    "no end": ics(_with((_end() + "\r\n", "")), other()).encode(),
    "end before start": ics(_with((_end(), "DTEND:20010101T100000Z")), other()).encode(),
    "override before master": ics(off(1), course(), other()).encode(),
    "only overrides": ics(off(0), off(2)).encode(),
    "interval 0": _rule("FREQ=DAILY;INTERVAL=0;COUNT=3"),
    "every second": _rule("FREQ=SECONDLY"),
    "every minute": _rule("FREQ=MINUTELY;COUNT=900000"),
    "endless": _rule("FREQ=DAILY"),
    "count without end": _rule("FREQ=WEEKLY;COUNT=999999999"),
    "never": _rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "over before it begins": _rule("FREQ=DAILY;UNTIL=20010101T000000Z"),
    "nonsense rule": _rule("FREQ=SOMETIMES;BYDAY=99XX;UNTIL=yesterday"),
    "year 1": ics(_with((FIRST, "DTSTART:00010101T100000Z"), (RULE, "RRULE:FREQ=DAILY"))).encode(),
    "year 9999": ics(_with((FIRST, "DTSTART:99991231T235959Z"))).encode(),
    "40,000 dates": ics(_with((RULE, _RDATES[:900_000].rpartition("\r\n")[0]))).encode(),
    "300 old daily events": ics(*_OLD, course()).encode(),
    "truncated": SANE[: len(SANE) // 2],
    "two thirds": SANE[: len(SANE) * 2 // 3],
    "binary": bytes(range(256)) * 200,
    "nothing": b"",
    "html": b"<!doctype html><html><body>Log in</body></html>",
    "html that names a calendar": b"<html>BEGIN:VCALENDAR</html>",
    "json": b'{"BEGIN": "VCALENDAR"}',
    "empty calendar": ics().encode(),
    "all vanished but one": ics(other()).encode(),
    "cancelled": ics(course("STATUS:CANCELLED"), other()).encode(),
    "cancelled by message": ics("METHOD:CANCEL", course(), other()).encode(),
    "higher sequence, moved": ics(
        course("SEQUENCE:9").replace(FIRST, f"{FIRST[:-7]}010000Z"), other()
    ).encode(),
    "sequence below zero": ics(course("SEQUENCE:-1", "STATUS:CANCELLED"), other()).encode(),
    "sequence no number": ics(course("SEQUENCE:many", "STATUS:CANCELLED"), other()).encode(),
    "two versions": ics(course("SEQUENCE:2", "STATUS:CANCELLED"), course("SEQUENCE:1")).encode(),
    "other names of events": ics(course(), other()).replace("UID:", "UID:new-").encode(),
    "names gone": ics(course(), other()).replace("UID:one\r\n", "").encode(),
    "titles gone": ics(course(), other()).replace("SUMMARY:Kurs\r\n", "").encode(),
    "title of 300 kB": ics(_with(("SUMMARY:Kurs", "SUMMARY:" + "K" * 300_000)), other()).encode(),
    "no bytes in text": SANE.replace(b"SUMMARY:Kurs", b"SUMMARY:Ku\x00rs"),
    "utf-16": ics(course(), other()).encode("utf-16"),
    "cp1250": SANE.replace(b"SUMMARY:Kurs", b"SUMMARY:\xb3\xf3d\xbc"),
    "unknown zone": ics(
        _with((FIRST, f"DTSTART;TZID=Nie/Ma:{stamp(SOON)[:-1]}")), other()
    ).encode(),
    "days, not hours": ics(_with((FIRST, f"DTSTART;VALUE=DATE:{SOON:%Y%m%d}"))).encode(),
    "dates struck out": ics(course(f"EXDATE:{stamp(SOON)}"), other()).encode(),
    "picture in it": ics(course("ATTACH;ENCODING=BASE64:" + "QUJD" * 150_000), other()).encode(),
    "events in events": ics("BEGIN:VEVENT\r\n" * 2_000 + "END:VEVENT\r\n" * 2_000).encode(),
    "tags without end": ics(course("DESCRIPTION:" + "<a " * 30_000), other()).encode(),
}
ANSWERS: Final[dict[str, bytes]] = {
    "gone": b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    "fault": b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n",
    "round and round": b"HTTP/1.1 302 Found\r\nLocation: /round\r\nContent-Length: 0\r\n\r\n",
    "to our network": b"HTTP/1.1 302 F\r\nLocation: https://10.0.0.1/\r\nContent-Length: 0\r\n\r\n",
    "to a file": b"HTTP/1.1 302 F\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
    "no HTTP": b"220 smtp.example.org ESMTP\r\n",
    "hung up": b"",
    "shorter than said": b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + SANE,
    "a bomb": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    + gzip.compress(bytes(10**6)) * 100,
    "50 MB": b"HTTP/1.1 200 OK\r\n\r\nBEGIN:VCALENDAR\r\n" + b"X-A:b\r\n" * 7_500_000,
}
SLOW: Final[dict[str, bytes]] = {
    "slow head": b"HTTP/1.1 200 OK\r\nX-Slow: ",
    "slow body": b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + SANE,
    "slow without end": b"HTTP/1.1 200 OK\r\n\r\n" + SANE[:-30],
}
ALL: Final = (*TEXTS, *ANSWERS, *SLOW)


class Feed:
    """What is served at ``url`` from now on: the sane calendar, or one of ``ALL`` by its name."""

    def __init__(self) -> None:
        self.name, self.url = "", ""
        self.over = threading.Event()

    def write(self, target: Any) -> None:
        """Answer one request."""
        text = SANE if not self.name else TEXTS.get(self.name)
        if text is not None:
            target.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(text) + text)
            return
        target.write(ANSWERS.get(self.name) or SLOW.get(self.name, b""))
        while self.name in SLOW and not self.over.wait(0.5):
            target.write(b"x")


@contextmanager
def serving() -> Iterator[Feed]:
    """Serve on 127.0.0.1, each request in a thread of its own."""
    feed = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(OSError):
                feed.write(self.wfile)
            self.close_connection = True

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    feed.url = f"http://127.0.0.1:{server.server_port}/a.ics"
    try:
        yield feed
    finally:
        feed.over.set()
        server.shutdown()
        server.socket.close()
