"""How often one client, or everybody together, may ask for something: fixed windows in a cache.

The cache ``rate_limits`` is shared between machines when there is Redis. It holds no addresses,
only keyed digests of them.
"""

import ipaddress
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError
from rest_framework.exceptions import Throttled
from rest_framework.settings import api_settings

logger = logging.getLogger(__name__)

_SALT: Final = "cms.core.api.rate_limit"
# Whoever has an IPv6 address has this much of the net, and who buys more has this much more.
_IPV6_PREFIX: Final = 64
_IPV6_SITE: Final = 48
# How many networks of a site may each use up a limit.
_OF_SITE: Final = 8


class Client(str):
    """A digest of the network a request comes from, and of the IPv6 ``site`` it lies in or ""."""

    __slots__ = ("site",)
    site: str


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` in each window of ``seconds``, for all whose ``name`` and key are equal."""

    name: str
    count: int
    seconds: int


def check(limits: Iterable[tuple[Limit, str]]) -> None:
    """Count one more for each limit and its key, for example an address from :func:`client_of`.

    Raises ``Throttled``, which becomes a 429 with Retry-After, when one of them is exceeded. When
    the cache does not answer, nobody is turned away.
    """
    _refuse(_wait, limits)


@contextmanager
def taking(limits: Iterable[tuple[Limit, str]]) -> Iterator[None]:
    """Count what is done within, once it is done: what is refused or fails does not count.

    Raises ``Throttled`` beforehand where a limit is reached, otherwise as :func:`check`.
    """
    wanted = list(limits)
    _refuse(_full, wanted)
    yield
    with suppress(Throttled):  # Others were taken at the same moment.
        check(wanted)


def client_of(request: HttpRequest) -> Client:
    """Return digests of where a request comes from, behind ``NUM_PROXIES`` proxies."""
    address = address_of(request)
    client = Client(digest(network_of(address)))
    client.site = digest(network_of(address, _IPV6_SITE)) if ":" in address else ""
    return client


def address_of(request: HttpRequest) -> str:
    """Return the address a request comes from; IPv4 as itself however a socket writes it."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    proxies = int(api_settings.NUM_PROXIES or 0)
    address = str(request.META.get("REMOTE_ADDR", ""))
    if proxies and forwarded:
        known = forwarded.split(",")
        address = known[-min(proxies, len(known))].strip()
    with suppress(ValueError):
        return str(getattr(ipaddress.ip_address(address), "ipv4_mapped", None) or address)
    return address


def network_of(address: str, prefix: int = _IPV6_PREFIX) -> str:
    """Return an IPv4 address as it is, and the network of ``prefix`` bits of an IPv6 address."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.ip_network((found, prefix), strict=False))


def digest(text: str) -> str:
    """Return a digest of ``text`` that only we can make: what it was of cannot be tried out."""
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()[:32]


def _place(limit: Limit, key: str) -> tuple[str, float]:
    """Return where a window is counted, and the seconds until it ends."""
    window, passed = divmod(time.time(), limit.seconds)
    return f"rate:{limit.name}:{key}:{int(window)}", limit.seconds - passed


def _refuse(wait: Callable[[Limit, str], float], limits: Iterable[tuple[Limit, str]]) -> None:
    """Raise ``Throttled`` where ``wait`` says so; nobody is turned away without a cache."""
    try:
        waits = [wait(*each) for limit, key in limits for each in _counted(limit, key)]
    except (RedisError, OSError) as error:
        # In one line: in an outage every request says it, and the disk may be small.
        logger.warning("Nothing is counted: the cache does not answer (%s).", type(error).__name__)
        return
    if any(waits):
        raise Throttled(wait=max(waits))


def _full(limit: Limit, key: str) -> float:
    """Return the seconds to wait, 0 while there is room."""
    place, left = _place(limit, key)
    return left if caches["rate_limits"].get(place, 0) >= limit.count else 0


def _counted(limit: Limit, key: str) -> Iterator[tuple[Limit, str]]:
    yield limit, key
    if isinstance(key, Client) and key.site:
        yield Limit(f"{limit.name}/{_IPV6_SITE}", limit.count * _OF_SITE, limit.seconds), key.site


def _wait(limit: Limit, key: str) -> float:
    """Count one more; return the seconds to wait, 0 while the limit is kept."""
    cache, count = caches["rate_limits"], 1
    place, left = _place(limit, key)
    if not cache.add(place, 1, timeout=limit.seconds):
        with suppress(ValueError):  # It expired in between.
            count = cache.incr(place)
    return left if count > limit.count else 0
