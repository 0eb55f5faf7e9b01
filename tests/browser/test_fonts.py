"""Every letter people read is set in the site's own fonts, in every alphabet."""

from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from .stack import Stack
from .template_pages import LOCALES

pytestmark = pytest.mark.browser

TEXTS: Final = {"h1": "Brygada 1918", ".lead": "Golos Text", ".home-sections p": "Golos Text"}


def families(page: Page, selector: str) -> set[str]:
    """Return the names of the fonts that the browser has taken for the letters of an element."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("DOM.enable")
    chrome.send("CSS.enable")
    root = chrome.send("DOM.getDocument")["root"]["nodeId"]
    found = chrome.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    used = chrome.send("CSS.getPlatformFontsForNode", {"nodeId": found["nodeId"]})["fonts"]
    return {font["familyName"] for font in used}


@pytest.mark.parametrize("code", LOCALES)
def test_no_letter_comes_from_another_font(stack: Stack, browser: Browser, code: str) -> None:
    page = browser.new_page()
    for _ in range(2):  # On a first visit a font may come too late, and is kept for the second.
        page.goto(f"{stack.site}/{code}/", wait_until="networkidle")
    assert {selector: families(page, selector) for selector in TEXTS} == {
        selector: {family} for selector, family in TEXTS.items()
    }
    page.close()
