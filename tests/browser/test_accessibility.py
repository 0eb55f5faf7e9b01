"""Every template in every language: axe and the Nu checker find nothing, a keyboard is enough."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import requests
from playwright.sync_api import Browser, Page

from .outage import show
from .stack import PATIENCE, ROOT, Stack
from .template_pages import CHAPTER, LOCALES, Shown

pytestmark = pytest.mark.browser

PACKAGES: Final = ROOT / "frontend" / "node_modules"
AXE: Final = PACKAGES / "axe-core" / "axe.min.js"
CHECKER: Final = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
FOUND: Final = """() => axe.run().then(({ violations }) => violations.map(
  ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`))"""
MAX_TABS: Final = 60
MENU_IS_FOLDED_BELOW: Final = 700
# Advice, not errors. Safari drops the list from a list without bullets unless its role is written;
# the words of a page shown in another language are Polish, and <main> says so.
INTENDED: Final = re.compile(
    "The “list” role is unnecessary|This document appears to be written in Polish"
)


@pytest.fixture
def examined(browser: Browser) -> Iterator[Page]:
    """A page into which a script may be put from outside, since the site allows none."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def findings(page: Page) -> dict[str, list[str]]:
    """Return what axe finds on the page, by colour scheme, where it finds anything."""
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found[scheme] = page.evaluate(FOUND)
    return {scheme: items for scheme, items in found.items() if items}


@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing(templates: list[Shown], examined: Page, locale: str) -> None:
    asked = [shown for shown in templates if shown.locale == locale]
    found = {}
    for shown in asked:
        examined.goto(shown.url)
        found[str(shown)] = findings(examined)
    assert found == {str(shown): {} for shown in asked}


def test_axe_finds_nothing_in_an_outage(
    stack: Stack, outage: dict[str, bytes], examined: Page
) -> None:
    found = {}
    for code, html in outage.items():
        show(examined, f"{stack.site}/{code}/outage/", html)
        found[code] = findings(examined)
    assert found == {code: {} for code in LOCALES}


def test_the_html_is_valid(
    templates: list[Shown], outage: dict[str, bytes], tmp_path: Path
) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("the Nu checker needs Java")
    for shown in templates:
        answer = requests.get(shown.url, timeout=PATIENCE)
        assert (shown.url, answer.status_code) == (shown.url, shown.status)
        (tmp_path / f"{shown.template}-{shown.locale}.html").write_bytes(answer.content)
    for code, html in outage.items():
        (tmp_path / f"503-{code}.html").write_bytes(html)
    command = [java, "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    assert [
        (Path(found["url"]).name, found["message"], found.get("extract"))
        for found in messages
        if not INTENDED.match(found["message"])
    ] == []


FOCUS: Final = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  const card = getComputedStyle(document.activeElement.closest('.cards li') ?? document.body);
  const box = document.activeElement.getBoundingClientRect();
  const shown = [[outlineStyle, outlineWidth], [card.outlineStyle, card.outlineWidth]]
    .some(([style, width]) => style !== 'none' && parseFloat(width) >= 2);
  return { text: document.activeElement.innerText.trim(), href: document.activeElement.href,
    visible: shown && box.width > 0 && box.bottom > 0 && box.top < innerHeight };
}"""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until a link whose text matches has the focus; each stop on the way is visible."""
    for _ in range(MAX_TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["visible"], focus
        if re.search(wanted, focus["text"]):
            return
    pytest.fail(f"no Tab leads to {wanted}")


def follow(page: Page, wanted: str) -> None:
    """Go to a link by Tab, and through it by Enter."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def skip_to_content(page: Page) -> None:
    """Jump over the frame by the first link of the page."""
    tab_to(page, "^Przejdź do treści$")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_keyboard_is_enough(stack: Stack, browser: Browser, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{stack.site}/pl/")
    if width < MENU_IS_FOLDED_BELOW:
        tab_to(page, "^Menu$")
        page.keyboard.press("Enter")
    else:
        skip_to_content(page)
        page.goto(page.url)
    for link in ("^Podręcznik", "Rozmowa przez tłumacza$", "^Punkt informacyjny w Poznaniu"):
        follow(page, link)
        skip_to_content(page)
    assert page.url.startswith(f"{stack.site}/pl/points/poznan/")
    page.goto(f"{stack.site}{CHAPTER}")
    follow(page, "^Українська")
    assert page.url.startswith(f"{stack.site}/uk/dovidnyk/")
    assert page.locator("html").get_attribute("lang") == "uk"
    context.close()
