"""Readers find without a script, however they write; an editor's word leads them at once."""

import time
from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from .stack import PATIENCE, Stack

pytestmark = pytest.mark.browser
HOUSING = "Житло: як безпечно винайняти квартиру"


@pytest.fixture(autouse=True, scope="module")
def index(stack: Stack) -> None:
    """Wait until the worker has read the demo's pages."""
    query = {"q": HOUSING, "locale": "uk"}
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        answer = requests.get(f"{stack.cms}/api/v2/search/", params=query, timeout=PATIENCE).json()
        if any(item["title"] == HOUSING for item in answer["items"]):
            return
        time.sleep(0.5)
    pytest.fail("The index has no demo page.")


@pytest.mark.parametrize("typed", ["вииайняти квартиру", "zhytlo", "жилье"])
def test_a_ukrainian_reader_finds_what_was_misspelt_in_latin_or_in_russian(
    visitor: Page, stack: Stack, typed: str
) -> None:
    visitor.goto(f"{stack.site}/uk/")
    visitor.get_by_role("searchbox").fill(typed)
    visitor.get_by_role("searchbox").press("Enter")
    visitor.locator(".hit a").first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(HOUSING)


@pytest.fixture
def typist(browser: Browser) -> Iterator[Page]:
    """A reader's page in which scripts run, on a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    yield context.new_page()
    context.close()


def test_a_suggestion_for_a_misspelt_word_is_chosen_by_keyboard(typist: Page, stack: Stack) -> None:
    typist.goto(f"{stack.site}/uk/")
    typist.keyboard.press("/")
    field = typist.get_by_role("combobox")
    expect(field).to_be_focused()
    typist.keyboard.type("вииайняти")
    option = typist.get_by_role("option", name=HOUSING)
    expect(option).to_be_visible(timeout=PATIENCE * 1000)
    expect(field).to_have_attribute("aria-expanded", "true")
    for _ in typist.get_by_role("option").all():
        typist.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    expect(field).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    typist.keyboard.press("Enter")
    expect(typist.get_by_role("heading", level=1)).to_have_text(HOUSING)


def test_suggestions_close_on_escape_and_the_key_writes_where_somebody_types(
    typist: Page, stack: Stack
) -> None:
    typist.goto(f"{stack.site}/uk/")
    field = typist.get_by_role("combobox")
    field.press_sequentially("жит/")
    expect(typist.get_by_role("option").first).to_be_visible(timeout=PATIENCE * 1000)
    typist.keyboard.press("Escape")
    expect(typist.get_by_role("option")).to_have_count(0)
    expect(field).to_have_value("жит/")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_nothing_found_helps_on(visitor: Page, stack: Stack) -> None:
    visitor.goto(f"{stack.site}/en/search/?q=cosmodrome")
    visitor.get_by_role("link", name="Ask at an information point").click()
    assert visitor.url == f"{stack.site}/en/points/"


def test_an_editors_word_leads_readers_to_the_page(
    visitor: Page, stack: Stack, log_in: Callable[[str], Page]
) -> None:
    desk = log_in("wydawca")
    desk.goto(f"{stack.cms}/admin/synonyms/new/")
    desk.get_by_label("Język").select_option("uk")
    desk.get_by_role("textbox", name="Ludzie mówią").fill("хатинка")
    desk.get_by_role("textbox", name="My mówimy").fill("житло")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Utwórz").click()
    visitor.goto(f"{stack.site}/uk/search/?q=хатинка")
    expect(visitor.locator(".hit a").first).to_have_text(HOUSING, timeout=PATIENCE * 1000)
