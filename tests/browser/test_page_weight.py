"""What a reader's page costs: bytes, requests, scripts, fonts, and movement while it loads."""

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, Page, Request

from .stack import PATIENCE, Stack
from .template_pages import LOCALES, Shown

pytestmark = pytest.mark.browser

MAX_PAGE_BYTES: Final = 30 * 1024
# "other" is the icon of the browser's tab.
KINDS: Final = {"document", "stylesheet", "font", "image", "script", "other"}
MAX_SCRIPT_BYTES: Final = 1536
MAX_FONT_BYTES: Final = 120 * 1024
# Far below what web.dev/cls calls good (0.1): no late font is swapped in, images have a size.
MAX_SHIFT: Final = 0.02
# Data for search engines is no script. One file of our own suggests what to search for.
OWN: Final = r'(?: type="application/ld\+json">| type="module" src="/_astro/[\w.-]+"></script>)'
SCRIPT: Final = re.compile(rf"<script(?!{OWN})|\son\w+=")
SHIFT: Final = """() => new Promise(done => {
  new PerformanceObserver(list => done(
    list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
  )).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(0), 100);
})"""
IMAGES: Final = """() => [...document.images].map(image => ({
  sized: image.hasAttribute('width') && image.hasAttribute('height'),
  loading: image.loading, priority: image.fetchPriority,
  alt: image.hasAttribute('alt'),
}))"""


@dataclass
class Load:
    """Compressed bytes of one visit with an empty cache by kind, and the origins asked."""

    sizes: dict[str, int] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)

    def add(self, request: Request) -> None:
        """Count a finished request."""
        kind, size = request.resource_type, request.sizes()["responseBodySize"]
        self.sizes[kind] = self.sizes.get(kind, 0) + size
        self.origins.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url)))


def visit(
    browser: Browser, url: str, width: int = 360
) -> tuple[Load, list[dict[str, object]], float]:
    """Load a page with an empty cache; return its load, its images and its layout shift."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    page: Page = context.new_page()
    finished: list[Request] = []

    def note(request: Request) -> None:
        finished.append(request)

    page.on("requestfinished", note)
    page.goto(url, wait_until="load")
    page.evaluate("() => document.fonts.ready.then(() => null)")
    images, shift = page.evaluate(IMAGES), page.evaluate(SHIFT)
    load = Load()
    for request in finished:
        load.add(request)
    context.close()
    return load, images, shift


def test_every_template_is_light_still_and_asks_nobody_else(
    stack: Stack, browser: Browser, templates: list[Shown]
) -> None:
    for shown in templates:
        load, images, shift = visit(browser, shown.url)
        assert load.sizes["document"] + load.sizes["stylesheet"] <= MAX_PAGE_BYTES, (shown, load)
        assert load.sizes["font"] <= MAX_FONT_BYTES, (shown, load)
        assert load.sizes.keys() <= KINDS, (shown, load)
        assert load.sizes.get("script", 0) <= MAX_SCRIPT_BYTES, (shown, load)
        assert load.origins <= {stack.site, stack.cms}, shown
        assert all(image["sized"] and image["alt"] for image in images), (shown, images)
        assert shift <= MAX_SHIFT, shown


@pytest.mark.parametrize("template", ["pages.HomePage", "pages.ContentPage"])
def test_the_first_image_comes_at_once_and_the_others_when_needed(
    browser: Browser, templates: list[Shown], template: str
) -> None:
    for shown in (found for found in templates if found.template == template):
        first, *others = visit(browser, shown.url)[1]
        assert (first["loading"], first["priority"]) == ("eager", "high"), shown
        assert {image["loading"] for image in others} <= {"lazy"}, shown


def test_images_move_nothing(browser: Browser, templates: list[Shown]) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.route("**/*.woff2", lambda route: route.abort())
    page = context.new_page()
    shifts = {}
    for shown in templates:
        if shown.template in {"pages.HomePage", "pages.ContentPage"}:
            page.goto(shown.url, wait_until="load")
            page.mouse.wheel(0, 5000)
            shifts[str(shown)] = page.evaluate(SHIFT)
    context.close()
    assert len(shifts) == len(LOCALES) * 2
    assert set(shifts.values()) == {0}, shifts


def test_pages_ship_no_script_but_one_small_file(templates: list[Shown]) -> None:
    for shown in templates:
        html = requests.get(shown.url, timeout=PATIENCE).text
        assert "</html>" in html, shown
        assert not SCRIPT.search(html), shown
        assert html.count('<script type="module"') <= 1, shown
