"""Every template fits: on the narrowest phone, zoomed to twice its size, on a wide screen."""

from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from .outage import show
from .stack import Stack
from .template_pages import LOCALES, Shown

pytestmark = pytest.mark.browser

# CSS pixels: 320 is from WCAG 1.4.10, 640 is 1280 zoomed to 200 %, as 1.4.4 asks.
WIDTHS: Final = (320, 640, 1280)
# A table may scroll in its own box; everything else must end where the screen ends.
TOO_WIDE: Final = """() => {
  const edge = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter(element =>
    element.getBoundingClientRect().right > edge + 1 && !element.closest('.table')
    && !element.closest('.visually-hidden'));
  const cut = [...document.querySelectorAll('h1, h2, h3, p, li, a, summary')].filter(element =>
    element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1
    && getComputedStyle(element).overflowX !== 'visible' && !element.closest('.table'));
  return { scroll: document.documentElement.scrollWidth > edge,
    elements: [...wide, ...cut].map(element => element.outerHTML.slice(0, 120)) };
}"""


def wide_things(page: Page) -> dict[str, object]:
    """Return whether the page scrolls sideways and which elements leave the screen."""
    found: dict[str, object] = page.evaluate(TOO_WIDE)
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_wider_than_the_screen(
    browser: Browser, templates: list[Shown], locale: str
) -> None:
    asked = [shown for shown in templates if shown.locale == locale]
    context = browser.new_context(device_scale_factor=2)
    page = context.new_page()
    found = {}
    for shown in asked:
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(shown.url, wait_until="load")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found[f"{shown} at {width}"] = wide_things(page)
    context.close()
    assert len(found) == len(asked) * len(WIDTHS) > 0
    fits: dict[str, object] = {"scroll": False, "elements": []}
    assert {place: things for place, things in found.items() if things != fits} == {}


def test_an_outage_fits_the_narrowest_phone(
    stack: Stack, outage: dict[str, bytes], browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for code, html in outage.items():
        show(page, f"{stack.site}/{code}/outage/", html)
        assert (code, wide_things(page)) == (code, {"scroll": False, "elements": []})
    context.close()


def test_a_missing_translation_is_said_in_words(browser: Browser, templates: list[Shown]) -> None:
    page = browser.new_page()
    said = {}
    for shown in templates:
        if shown.template == "fallback":
            page.goto(shown.url)
            said[shown.locale] = page.locator(".languages-note").inner_text()
    page.close()
    assert said == {
        "pl": "Jeszcze nie przetłumaczono na: English, Русский, Українська",
        "en": "Not yet translated into: Русский, Українська",
        "ru": "Ещё не переведено: English, Українська",
        "uk": "Ще не перекладено: English, Русский",
    }
