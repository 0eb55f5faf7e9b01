"""A publisher withdraws a consent: nobody finds the story a minute later, with caches warm."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from playwright.sync_api import Page

from .cms_shell import run_inside
from .measured import Measured
from .stack import PATIENCE, Stack

pytestmark = pytest.mark.browser

CANARY = "szczygiel"
LOCALES = ("pl", "en", "ru", "uk")


@pytest.fixture(scope="module")
def story(stack: Stack) -> dict[str, Any]:
    """A public story: ids and paths."""
    made: dict[str, Any] = run_inside(stack, "tests.browser.new_story", CANARY)
    return made


def own_addresses(stack: Stack, story: dict[str, Any]) -> list[str]:
    """Return what must not be found afterwards: pages, API, pictures of all sizes."""
    rest = story["paths"][0].removeprefix("/pl/")
    document = requests.get(
        f"{stack.cms}/api/v2/pages/{story['pages'][0]}/", timeout=PATIENCE
    ).json()
    image = requests.get(f"{stack.cms}/api/v2/images/{story['image']}/", timeout=PATIENCE).json()
    sizes = [entry["url"] for kind in document["portrait"]["sources"] for entry in kind["srcset"]]
    paths = [*(f"/{code}/{rest}" for code in LOCALES), story["paths"][1]]
    return [
        *(f"{stack.site}{path}" for path in paths),
        *(f"{stack.cms}/api/v2/pages/by_path/?html_path={path}" for path in paths),
        *(f"{stack.cms}/api/v2/pages/{pk}/" for pk in story["pages"]),
        f"{stack.cms}/api/v2/images/{story['image']}/",
        document["portrait"]["src"],
        document["meta"]["share_image"],
        image["meta"]["download_url"],
        *sizes,
    ]


def lists(stack: Stack, story: dict[str, Any]) -> list[str]:
    """Return the addresses that must not mention it afterwards."""
    rest = story["list"].removeprefix("/pl/")
    return [
        f"{stack.site}/sitemap.xml",
        *(f"{stack.site}/{code}/feed.xml" for code in ("pl", "uk")),
        *(f"{stack.site}/{code}/{rest}" for code in LOCALES),
        f"{stack.cms}/api/v2/pages/?fields=*&limit=100&type=stories.StoryPage",
        f"{stack.cms}/api/v2/images/?fields=*&limit=100&order=-id",
    ]


def found(addresses: list[str]) -> list[str]:
    return [url for url in addresses if requests.get(url, timeout=PATIENCE).status_code == 200]


def telling(addresses: list[str]) -> list[str]:
    return [url for url in addresses if CANARY in requests.get(url, timeout=PATIENCE).text]


def test_the_story_is_gone_from_everywhere(
    stack: Stack,
    story: dict[str, Any],
    log_in: Callable[[str], Page],
    measured: Measured,
) -> None:
    own, others = own_addresses(stack, story), lists(stack, story)
    deadline = time.monotonic() + PATIENCE
    while telling(others) != others:  # Published by another process: the site learns of it soon.
        assert time.monotonic() < deadline
    assert found(own) == found(own) == own
    admin = log_in("wydawca")
    admin.goto(f"{stack.cms}/admin/consents/{story['consent']}/withdraw/")
    admin.click("main form button.serious")
    admin.wait_for_url("**/admin/consents/")
    began = time.monotonic()
    while left := [*found(own), *telling(others)]:
        assert time.monotonic() < began + PATIENCE, left
    measured(f"withdrawn → gone: {time.monotonic() - began:.1f} s")
