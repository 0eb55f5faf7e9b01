"""Rate limits: who counts as one client, when a window ends, and what a broken cache does."""

import logging
import time

import pytest
from django.conf import settings
from django.test import RequestFactory, override_settings
from rest_framework.exceptions import Throttled

from cms.core.rate_limit import Limit, check, client_of, digest

TWO = Limit("test", 2, 3600)


def client(address: str, forwarded: str = "", proxies: int = 0) -> str:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)
    with override_settings(REST_FRAMEWORK={**settings.REST_FRAMEWORK, "NUM_PROXIES": proxies}):
        return client_of(request)


def refused(*limits: tuple[Limit, str]) -> bool:
    try:
        check(limits)
    except Throttled:
        return True
    return False


def test_each_key_and_each_name_is_counted_apart() -> None:
    other = Limit("other", 2, 3600)
    found = [refused((TWO, "a")) for _ in range(3)]
    assert (found, refused((TWO, "b")), refused((other, "a"))) == (
        [False, False, True],
        False,
        False,
    )


def test_the_longest_wait_is_told() -> None:
    soon, late = Limit("soon", 0, 60), Limit("late", 0, 10**9)
    with pytest.raises(Throttled) as refusal:
        check([(soon, "a"), (late, "a")])
    assert 0 < 10**9 - time.time() % 10**9 - (refusal.value.wait or 0) + 2 < 4


def test_a_window_ends() -> None:
    short = Limit("short", 1, 1)
    time.sleep(1 - time.time() % 1)
    assert [refused((short, "a")), refused((short, "a"))] == [False, True]
    time.sleep(1 - time.time() % 1)
    assert not refused((short, "a"))


def test_addresses_are_kept_as_digests_only() -> None:
    assert (client("198.51.100.7") == digest("198.51.100.7"), "198" in client("198.51.100.7")) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("address", "forwarded", "proxies", "same_as"),
    [
        ("198.51.100.7", "203.0.113.1", 0, "198.51.100.7"),
        ("198.51.100.7", "203.0.113.1", 1, "203.0.113.1"),
        ("198.51.100.7", "1.1.1.1, 203.0.113.1", 1, "203.0.113.1"),
        ("198.51.100.7", "1.1.1.1, 203.0.113.1, 10.0.0.1", 2, "203.0.113.1"),
        ("198.51.100.7", "203.0.113.1", 3, "203.0.113.1"),
        ("198.51.100.7", "", 1, "198.51.100.7"),
        ("2001:db8:1:2::9", "", 0, "2001:db8:1:2:ffff::1"),
        ("", "nonsense", 1, "nonsense"),
        ("::ffff:198.51.100.7", "", 0, "198.51.100.7"),
        ("10.0.0.1", "::FFFF:203.0.113.1", 1, "203.0.113.1"),
    ],
)
def test_who_a_client_is(address: str, forwarded: str, proxies: int, same_as: str) -> None:
    assert client(address, forwarded, proxies) == client(same_as)


def test_a_whole_ipv6_site_has_eight_times_the_limit_of_a_network() -> None:
    networks = [client(f"2001:db8:1:{number:x}::1") for number in range(10)]
    tries = [refused((TWO, network)) for network in networks for _time in range(2)]
    assert tries == [False] * 16 + [True] * 4
    assert not refused((TWO, client("2001:db8:2::1")))
    assert not refused((TWO, client("198.51.100.9")))


def test_without_a_cache_nobody_is_turned_away(caplog: pytest.LogCaptureFixture) -> None:
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache"}
    nowhere["LOCATION"] = "redis://127.0.0.1:1"
    with (
        override_settings(CACHES={**settings.CACHES, "rate_limits": nowhere}),
        caplog.at_level(logging.WARNING),
    ):
        assert [refused((TWO, "a")) for _ in range(3)] == [False] * 3
    assert "does not answer" in caplog.text
