"""Asking other people's servers: never our own network, never for long, never for much.

The one client for addresses that somebody typed in. Every hop of a redirect is checked against
private address ranges after its name was resolved (OWASP, Server-Side Request Forgery).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from requests import Response, Session
from requests_hardened import Config, Manager

from .http_deadline import limited

USER_AGENT: Final = "WspolnaSprawa-link-check/1.0"
CONNECT_SECONDS: Final = 4
READ_SECONDS: Final = 6
ALL_SECONDS: Final = 10
MAX_REDIRECTS: Final = 5


@contextmanager
def session(*, seconds: float = ALL_SECONDS, allow_loopback: bool = False) -> Iterator[Session]:
    """Yield a session that refuses private addresses and lasts ``seconds``, redirects included.

    ``allow_loopback`` is for tests with a server of their own. A refused address raises
    ``requests_hardened.InvalidIPAddress``, a session that is over ``requests.Timeout``, everything
    else ``requests.RequestException``.
    """
    config = Config(
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=allow_loopback,
        never_redirect=False,
        default_timeout=(CONNECT_SECONDS, READ_SECONDS),
        user_agent_override=USER_AGENT,
    )
    with Manager(config).get_session() as opened, limited(opened, seconds):
        opened.max_redirects = MAX_REDIRECTS
        yield opened


def head(opened: Session, url: str) -> Response:
    """Return the answer to HEAD, or to GET where HEAD is refused; the body is not read."""
    answer = opened.request("HEAD", url, allow_redirects=True, stream=True)
    answer.close()
    if answer.status_code in {403, 405, 501}:
        answer = opened.request("GET", url, allow_redirects=True, stream=True)
        answer.close()
    return answer
