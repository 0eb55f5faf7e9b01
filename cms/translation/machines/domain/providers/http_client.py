"""One POST of JSON to a machine, with what can go wrong sorted by whether it was charged."""

import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import orjson
import requests
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from requests import Response, Session
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError, SSLError

from cms.core.http_deadline import limited

from .errors import MachineError, RefusedError, UnclearError

CONNECT_SECONDS: Final = 4
READ_SECONDS: Final = 20
ALL_SECONDS: Final = CONNECT_SECONDS + READ_SECONDS
MAX_BYTES: Final = 5 * 1024 * 1024
USER_AGENT: Final = "WspolnaSprawa-translation/1.0"
REDIRECTS: Final = 300
FAILURES: Final = 500
_CHUNK: Final = 64 * 1024
_NEVER_SENT: Final = (ConnectTimeoutError, NewConnectionError, SSLError)

_OVERLOADED: Final = _("{name} is overloaded. Try again in a few minutes.")
_REFUSED: Final = _("{name} refuses the request (answer {status}).")
# What a machine says instead of working; other failures may come from something in between.
_STATUSES: Final[Mapping[int, tuple[Promise, bool]]] = {
    401: (_("{name} does not accept the access key. Ask an administrator."), False),
    403: (_("{name} does not accept the access key. Ask an administrator."), False),
    413: (_("A text is too long for {name}."), False),
    429: (_OVERLOADED, True),
    456: (_("The contract with {name} has no characters left for this month."), False),
    500: (_("{name} reports a fault of its own. Try again later."), True),
    503: (_OVERLOADED, True),
    529: (_OVERLOADED, True),
}


@contextmanager
def operators_session() -> Iterator[Session]:
    """Yield a session for an address that the operator configured: it may be a private one."""
    with Session() as opened, limited(opened, ALL_SECONDS):
        opened.headers["User-Agent"] = USER_AGENT
        opened.trust_env = False
        yield opened


def post(opened: Session, url: str, body: object, headers: Mapping[str, str], name: str) -> object:
    """Return the JSON that ``url`` answers to ``body``. Raises RefusedError, UnclearError.

    Redirects are not followed: the key would go with them.
    """
    try:
        with opened.request(
            "POST",
            url,
            data=orjson.dumps(body),
            headers={"Content-Type": "application/json", **headers},
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,
        ) as answer:
            _refuse_failure(answer, name)
            return orjson.loads(_content(answer, name))
    except (OSError, orjson.JSONDecodeError) as error:  # Those of requests are OSErrors.
        raise _sorted(error, name) from error


def _refuse_failure(answer: Response, name: str) -> None:
    status = answer.status_code
    if status in _STATUSES:
        message, temporary = _STATUSES[status]
        raise RefusedError(message, temporary=temporary, name=name)
    if REDIRECTS <= status < FAILURES:
        raise RefusedError(_REFUSED, name=name, status=status)
    if status != requests.codes.ok:
        raise UnclearError(
            _("{name} gave no proper answer ({status}); it may have charged."),
            name=name,
            status=status,
        )


def _content(answer: Response, name: str) -> bytes:
    """Return the body; a machine that sends it too slowly or without end is given up."""
    content, until = bytearray(), time.monotonic() + READ_SECONDS
    for chunk in answer.iter_content(_CHUNK):
        content += chunk
        if len(content) > MAX_BYTES or time.monotonic() > until:
            raise UnclearError(_("The answer of {name} is too long."), name=name)
    return bytes(content)


def _sorted(error: Exception, name: str) -> MachineError:
    if _was_never_sent(error):
        return RefusedError(_("{name} cannot be reached."), temporary=True, name=name)
    return UnclearError(_("{name} gave no answer; it may have charged."), name=name)


def _was_never_sent(error: Exception) -> bool:
    if isinstance(error, (InvalidIPAddress, socket.gaierror)):
        return True
    cause = error.args[0] if error.args else None
    if isinstance(cause, MaxRetryError):
        cause = cause.reason
    return isinstance(cause, _NEVER_SENT)
