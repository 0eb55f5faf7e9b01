"""The running product says nothing that is not public, at no address and in no language."""

import re
import time
from typing import Any
from urllib.parse import quote

import pytest
import requests

from .cms_shell import run_inside
from .stack import PATIENCE, Stack

pytestmark = pytest.mark.browser

CANARY = "kanarek"
OPEN = "skowronek"
LOCALES = ("pl", "en", "ru", "uk")
LISTS = [
    "pages/?limit=100&order=-id",
    "pages/?limit=100&offset=100",
    "pages/?fields=*&limit=100&order=-id",
    "pages/?fields=*&limit=100&offset=100",
    "pages/?type=pages.ContentPage&fields=*&limit=100",
    f"pages/?title={CANARY}%20szkic",
    f"pages/?slug={CANARY}-szkic",
    f"pages/?seo_title={CANARY}",
    f"pages/?search_description={CANARY}",
    f"pages/?search={CANARY}&fields=*",
    f"pages/?search={CANARY}&search_operator=or",
    "images/?fields=*&limit=100",
    f"images/?search={CANARY}",
    "documents/?fields=*&limit=100",
    f"documents/?search={CANARY}",
    "redirects/?fields=*&limit=100",
    "preview/",
    "preview/?token=1",
    "openapi.json",
    *(f"site/?locale={code}" for code in LOCALES),
    *(f"pages/?locale={code}&fields=*&limit=100" for code in LOCALES),
    *(f"pages/?locale={code}&search={CANARY}&fields=*" for code in LOCALES),
]
FILES = [
    "/sitemap.xml",
    "/robots.txt",
    "/preview",
    *(f"/{code}/feed.xml" for code in LOCALES),
    *(f"/{code}/?search={CANARY}&q={CANARY}" for code in LOCALES),
]

Hidden = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def hidden(stack: Stack) -> Hidden:
    """What is hidden: ids and paths of pages, kinds and ids of files."""
    made: Hidden = run_inside(stack, "tests.browser.canary_content")
    deadline = time.monotonic() + PATIENCE
    while found_by_search(stack, OPEN) == 0:
        assert time.monotonic() < deadline, "the worker does not index what is published"
        time.sleep(0.2)
    return made


def found_by_search(stack: Stack, word: str) -> int:
    """Return how many pages a search for ``word`` counts."""
    answer = requests.get(f"{stack.cms}/api/v2/pages/?search={word}", timeout=PATIENCE)
    return int(answer.json()["meta"]["total_count"])


def paths(hidden: Hidden) -> list[str]:
    """Return the path of every hidden page in every language."""
    rests = [path.split("/", 2)[2] for _pk, path in hidden["pages"]]
    return [f"/{code}/{rest}" for rest in rests for code in LOCALES]


def api_addresses(hidden: Hidden) -> list[str]:
    """Return every address of the API at which somebody could look for what is hidden."""
    found = list(LISTS)
    for pk, _path in hidden["pages"]:
        found += [f"pages/{pk}/", f"pages/{pk}/?fields=*", f"pages/find/?id={pk}"]
        found += [f"pages/?id={pk}&fields=*", f"redirects/find/?html_path=/stare-{pk}/"]
        found += [
            f"pages/?{name}={pk}&fields=*"
            for name in ("child_of", "descendant_of", "ancestor_of", "translation_of")
        ]
    for path in paths(hidden):
        found += [f"pages/by_path/?html_path={quote(path)}", f"pages/find/?html_path={quote(path)}"]
    for kind, pk in hidden["files"]:
        found += [f"{kind}/{pk}/", f"{kind}/?id={pk}&fields=*", f"{kind}/find/?id={pk}"]
    return found


def public_paths(stack: Stack) -> set[str]:
    """Return the path of every public page in every language."""
    return {
        translation["html_url"].removeprefix(stack.site)
        for code in LOCALES
        for item in public_pages(stack, code)
        for translation in item["meta"]["translations"].values()
    }


def public_pages(stack: Stack, code: str) -> list[Any]:
    """Return every public page written in a language."""
    query = f"locale={code}&fields=*&limit=100"
    answer = requests.get(f"{stack.cms}/api/v2/pages/?{query}", timeout=PATIENCE).json()
    assert answer["meta"]["total_count"] <= 100
    items: list[Any] = answer["items"]
    return items


def said(address: str) -> tuple[int, str]:
    """Return the status and all that is said at an address, headers too, in lower case."""
    response = requests.get(address, timeout=PATIENCE)
    steps = [*response.history, response]
    everything = [f"{step.headers} {step.text}" for step in steps]
    return response.status_code, "".join(everything).lower()


def leaks(base: str, addresses: list[str], word: str = CANARY) -> dict[str, str]:
    """Return what stands around the word, by address."""
    found = {}
    for address in addresses:
        status, text = said(f"{base}{address}")
        assert status < 500, address
        if place := re.search(f".{{0,80}}{word}.{{0,40}}", text):
            found[address] = place[0]
    return found


def test_the_api_says_nothing_of_what_is_hidden(stack: Stack, hidden: Hidden) -> None:
    assert leaks(f"{stack.cms}/api/v2/", api_addresses(hidden)) == {}


def test_the_frontend_says_nothing_of_what_is_hidden(stack: Stack, hidden: Hidden) -> None:
    addresses = sorted({*paths(hidden), *public_paths(stack), *FILES})
    assert leaks(stack.site, addresses) == {}
    old = [f"/stare-{pk}/" for pk, _path in hidden["pages"]]
    assert leaks(stack.site, old) == {}
    assert leaks(stack.cms, ["/documents/", "/media/", "/sitemap.xml", *old]) == {}


def test_search_does_not_even_count_what_is_hidden(stack: Stack, hidden: Hidden) -> None:
    assert (found_by_search(stack, CANARY), found_by_search(stack, OPEN)) == (0, 1)


def test_a_public_word_is_found_the_same_way(stack: Stack, hidden: Hidden) -> None:
    api = ["pages/?limit=100&order=-id", f"pages/?search={OPEN}", "redirects/?fields=*&limit=100"]
    assert list(leaks(f"{stack.cms}/api/v2/", api, OPEN)) == api[:2]
    files = [f"/uk/{OPEN}/", "/pl/", "/sitemap.xml", "/pl/feed.xml"]
    assert list(leaks(stack.site, files, OPEN)) == files
