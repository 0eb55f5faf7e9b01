"""The main job, with real log-ins: write in Polish, translate, publish, read, edit, read again."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .stack import Stack

pytestmark = pytest.mark.browser

TITLE = "Biblioteka: książki i spokój"
SLUG = "biblioteka"
LEAD = "W bibliotece wypożyczysz książki bez opłat i nauczysz się w ciszy."
EDITED_LEAD = "W bibliotece wypożyczysz książki i filmy, a nauczysz się w ciszy."
UKRAINIAN = {
    TITLE: "Бібліотека: книжки та спокій",
    SLUG: "biblioteka-uk",
    LEAD: "У бібліотеці ви безплатно позичите книжки й спокійно повчитеся.",
}
# How long a busy machine may take; how long a quiet one takes is measured by `make bench`.
PATIENCE_SECONDS = 60.0


def write_page(author: Page, stack: Stack) -> str:
    """Write the page as an author, submit it for moderation, and return its edit address."""
    home = f"{stack.cms}/admin/pages/{home_id(author, stack)}/"
    author.goto(f"{home}add_subpage/")
    author.locator("a[href*='/add/pages/contentpage/']").first.click()
    author.fill("[name=title]", TITLE)
    author.fill("[name=lead]", LEAD)
    author.get_by_role("tab", name=re.compile("Promocja")).click()
    slug = author.locator("[name=slug]")
    expect(slug).not_to_have_value("")  # The title's own arrives a moment after the title.
    slug.fill(SLUG)
    expect(slug).to_have_value(SLUG)
    author.get_by_role("tab", name="Treść").click()
    open_actions(author)
    author.locator("button[name=action-submit]").click()
    author.goto(home)
    author.get_by_role("link", name=f"Edytuj '{TITLE}'").or_(
        author.locator("a[href$='/edit/']", has_text=TITLE)
    ).first.click()
    author.wait_for_load_state()
    return author.url


def home_id(page: Page, stack: Stack) -> int:
    """Return the id of the Polish home."""
    answer = page.request.get(f"{stack.cms}/api/v2/pages/by_path/?html_path=/pl/")
    return int(answer.json()["id"])


def open_actions(page: Page) -> None:
    """Open the drop-down beside the editor's main button, where there is one."""
    toggle = page.locator("footer [data-w-dropdown-target='toggle'], footer .w-dropdown__toggle")
    if toggle.count():
        toggle.first.click()


def pass_step(reviewer: Page, edit_url: str) -> None:
    """Approve the present step of the page's review, with the day that is offered if one is."""
    approve = reviewer.locator("button[data-workflow-action-name=approve]").first
    wait_until_there(reviewer, edit_url, approve)
    open_actions(reviewer)
    if approve.get_attribute("data-workflow-action-modal-url"):
        approve.click()
        approve = reviewer.locator(".modal form:has([name=valid_until]) button[type=submit]")
    with reviewer.expect_navigation():
        approve.click()


def wait_until_there(reviewer: Page, address: str, wanted: Locator) -> None:
    """Reload until the automatic checks are over and it is the reviewer's turn."""
    started = time.monotonic()
    reviewer.goto(address)
    while not wanted.count():
        assert time.monotonic() - started < PATIENCE_SECONDS, "the checks do not end"
        time.sleep(0.2)
        reviewer.goto(address)


def translate(translator: Page, stack: Stack) -> str:
    """Start the Ukrainian translation, fill in every text, submit; return its edit address."""
    translator.goto(f"{stack.cms}/admin/translations/?status=missing")
    translator.locator("tr", has_text=TITLE).get_by_role("button").click()
    translator.wait_for_load_state("networkidle")
    fill_open_segments(translator)
    translator.get_by_role("button", name="Wyślij do recenzji").click()
    translator.wait_for_load_state()
    return translator.url


def fill_open_segments(translator: Page) -> None:
    """Translate every open text of the working view by keyboard, from the first to the last."""
    unfinished = translator.locator("[data-unfinished]")
    while left := unfinished.count():
        segment = translator.locator(".wb-row.is-active")
        translator.keyboard.type(UKRAINIAN[segment.locator(".wb-source").inner_text()])
        translator.keyboard.press("Control+Enter")
        expect(unfinished).to_have_count(left - 1, timeout=PATIENCE_SECONDS * 1000)


def accept_everything(reviewer: Page) -> None:
    """Accept every text by keyboard."""
    to_accept = reviewer.locator(".wb-row--translated")
    while left := to_accept.count():
        reviewer.keyboard.press("Alt+a")
        expect(to_accept).to_have_count(left - 1, timeout=PATIENCE_SECONDS * 1000)


def test_a_page_goes_from_author_to_reader_in_two_languages(
    stack: Stack, log_in: Callable[[str], Page], visitor: Page
) -> None:
    edit_url = write_page(log_in("autor"), stack)
    visitor.goto(f"{stack.site}/pl/{SLUG}/")
    assert TITLE not in visitor.content(), "a draft must not be readable"

    pass_step(log_in("prawnik"), edit_url)
    publisher = log_in("wydawca")
    pass_step(publisher, edit_url)
    wait_for_text(visitor, f"{stack.site}/pl/{SLUG}/", LEAD)

    visitor.goto(f"{stack.site}/uk/{SLUG}/")
    assert visitor.locator("html").get_attribute("lang") == "uk"
    assert visitor.locator("[lang=pl]", has_text=LEAD).count() >= 1

    translation_url = translate(log_in("tlumacz-uk"), stack)
    reviewer = log_in("recenzent-uk")
    publish = reviewer.locator("button[name=action][value=publish]")
    wait_until_there(reviewer, translation_url, publish)
    accept_everything(reviewer)
    publish.click()
    reviewer.wait_for_load_state()
    wait_for_text(visitor, f"{stack.site}/uk/{UKRAINIAN[SLUG]}/", UKRAINIAN[LEAD])
    visitor.get_by_role("link", name="Polski").first.click()
    assert visitor.url == f"{stack.site}/pl/{SLUG}/"

    edit_and_publish(publisher, edit_url, visitor, stack)
    visitor.goto(f"{stack.site}/uk/{UKRAINIAN[SLUG]}/")
    assert UKRAINIAN[LEAD] in visitor.content(), "the live translation stays"
    assert "Цей переклад може бути неактуальним" in visitor.content()


def edit_and_publish(publisher: Page, edit_url: str, visitor: Page, stack: Stack) -> None:
    """Change the lead, publish, and wait until the site shows it."""
    publisher.goto(edit_url)
    publisher.fill("[name=lead]", EDITED_LEAD)
    open_actions(publisher)
    publisher.locator("button[name=action-publish]").first.click()
    publisher.wait_for_load_state("domcontentloaded")
    wait_for_text(visitor, f"{stack.site}/pl/{SLUG}/", EDITED_LEAD)


def wait_for_text(visitor: Page, address: str, text: str) -> None:
    """Reload until ``text`` is there."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE_SECONDS:
        visitor.goto(address)
        if text in visitor.content():
            return
        time.sleep(0.2)
    raise AssertionError(f"{text!r} did not appear at {address}")
