"""A total time for requests: their own time-outs only bound each wait for the next byte.

Without it a server that sends a byte every few seconds, in its headers or its body, keeps whoever
asked for as long as it likes.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import requests
from requests import Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool


class _Clock:
    """The second handles of a session's connections, by which another thread can end them."""

    def __init__(self) -> None:
        self.handles: list[socket.socket] = []
        self.is_over = False
        self._lock = threading.Lock()

    def watch(self, opened: socket.socket) -> None:
        """Keep a handle of a new connection. Raises TimeoutError once the time is over."""
        with self._lock:
            if self.is_over:
                opened.close()
                raise TimeoutError
            self.handles.append(opened.dup())

    def end(self) -> None:
        """End the connections: whoever waits for their next byte wakes up."""
        with self._lock:
            self.is_over = True
            for handle in self.handles:
                with suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the handles back."""
        with self._lock:
            while self.handles:
                self.handles.pop().close()


@contextmanager
def limited(session: Session, seconds: float) -> Iterator[None]:
    """Give all that a fresh session asks within the block ``seconds`` together.

    Raises ``requests.Timeout`` for an answer that was cut off, also if it looked like a whole one.
    """
    clock = _Clock()
    for adapter in session.adapters.values():
        if isinstance(adapter, HTTPAdapter):
            adapter.poolmanager.pool_classes_by_scheme = _pools(clock)
    timer = threading.Timer(seconds, clock.end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except OSError as error:  # Those of requests are OSErrors.
        if clock.is_over:
            raise requests.Timeout from error
        raise
    finally:
        timer.cancel()
        clock.close()
    if clock.is_over:
        raise requests.Timeout


def _pools(clock: _Clock) -> dict[str, type[HTTPConnectionPool]]:
    """Return urllib3's pools, whose connections tell the clock of their sockets."""
    pools = {"http": HTTPConnectionPool, "https": HTTPSConnectionPool}
    return {scheme: _pool(pool, clock) for scheme, pool in pools.items()}


def _pool(pool: type[HTTPConnectionPool], clock: _Clock) -> type[HTTPConnectionPool]:
    connection: Any = pool.ConnectionCls

    class Watched(connection):
        def _new_conn(self) -> socket.socket:
            opened: socket.socket = super()._new_conn()
            clock.watch(opened)
            return opened

    return type(pool.__name__, (pool,), {"ConnectionCls": Watched})
