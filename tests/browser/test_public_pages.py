"""What a visitor gets without scripts: every demo page, in every language, honestly marked."""

import re

import pytest
import requests
from playwright.sync_api import Page

from .stack import PATIENCE, Stack

pytestmark = pytest.mark.browser

LOCALES = ("pl", "en", "ru", "uk")
UKRAINIAN_LETTERS = re.compile("[іїєґ]", re.IGNORECASE)


def published_addresses(stack: Stack) -> list[str]:
    """Return the public addresses of all demo pages in all languages."""
    answer = requests.get(
        f"{stack.cms}/api/v2/pages/", params={"fields": "*", "limit": 100}, timeout=PATIENCE
    ).json()
    return [
        translation["html_url"]
        for item in answer["items"]
        for translation in item["meta"]["translations"].values()
    ]


def test_the_ukrainian_home_page_is_ukrainian(stack: Stack, visitor: Page) -> None:
    visitor.goto(f"{stack.site}/uk/")
    assert visitor.locator("html").get_attribute("lang") == "uk"
    assert UKRAINIAN_LETTERS.search(visitor.locator("main").inner_text())


def test_every_demo_page_answers_in_every_language(stack: Stack) -> None:
    addresses = sorted(set(published_addresses(stack)))
    answers = {
        url: requests.get(url, timeout=PATIENCE, allow_redirects=False).status_code
        for url in addresses
    }
    assert set(answers.values()) == {200}, answers
    assert {url.split("/")[3] for url in addresses} == set(LOCALES)


def test_the_language_switch_of_a_guide_leads_to_the_same_guide(
    stack: Stack, visitor: Page
) -> None:
    visitor.goto(f"{stack.site}/pl/")
    visitor.get_by_role("link", name="Poradniki").first.click()
    visitor.locator("main a[href*='/pl/']").first.click()
    for name in ("English", "Русский", "Українська", "Polski"):
        visitor.get_by_role("link", name=re.compile(name)).first.click()
        assert visitor.locator("h1").count() == 1
    assert visitor.locator("html").get_attribute("lang") == "pl"
