"""A session that ends while somebody writes: the text stays, and is saved after a log-in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from .stack import Stack
from .test_translation_editor import document, lead
from .test_translation_workflow import open_actions

pytestmark = pytest.mark.browser

GUIDE = "/pl/poradniki/zdrowie/"
RUSSIAN = "/ru/kontakty/"
WRITTEN = 'Napisane "po" końcu <sesji>.'
TRANSLATED = "Написано после конца сеанса."
LOG_OUT = """() => fetch('/admin/logout/', { method: 'POST', body: new URLSearchParams({
  csrfmiddlewaretoken: /csrftoken=([^;]+)/.exec(document.cookie)[1] }) }).then(({ url }) => url)"""


def end_session(person: Page) -> None:
    """Log out in another tab of the same browser."""
    other = person.context.new_page()
    other.goto(f"{person.url.partition('/admin/')[0]}/admin/account/")
    assert other.evaluate(LOG_OUT).endswith("/admin/login/")
    other.close()


def log_in_in_new_tab(person: Page, link: Locator, username: str) -> None:
    """Follow a link that opens a tab, and log in there."""
    with person.context.expect_page() as opened:
        link.click()
    tab = opened.value
    tab.fill("input[name=username]", username)
    tab.fill("input[name=password]", "demo")
    tab.click("button[type=submit]")
    tab.wait_for_url("**/admin/")
    tab.close()


def test_the_page_editor_keeps_what_was_written(
    stack: Stack, log_in: Callable[[str], Page]
) -> None:
    writer = log_in("wydawca")
    address = f"{stack.cms}/admin/pages/{document(writer, stack, GUIDE)['id']}/edit/"
    writer.goto(address)
    writer.fill("[name=lead]", WRITTEN)
    end_session(writer)
    open_actions(writer)
    writer.locator("button[name=action-publish]").first.click()

    # Nobody is known now: the page speaks the language that the browser asks for.
    expect(writer.get_by_role("heading", level=1)).to_contain_text("your text is still here")
    log_in_in_new_tab(writer, writer.locator("main a[target=_blank]"), "wydawca")
    with writer.expect_navigation():
        writer.get_by_role("button", name="Send again").click()
    writer.goto(address)
    expect(writer.locator("[name=lead]")).to_have_value(WRITTEN)
    assert document(writer, stack, GUIDE)["lead"] == WRITTEN


def test_the_working_view_keeps_what_was_written(
    stack: Stack, log_in: Callable[[str], Page]
) -> None:
    translator = log_in("tlumacz-ru")
    address = f"{stack.cms}/admin/pages/{document(translator, stack, RUSSIAN)['id']}/edit/"
    translator.goto(address)
    field = lead(translator).locator("textarea[name=text]")
    field.fill(TRANSLATED)
    end_session(translator)
    field.press("Control+s")

    told = lead(translator)
    expect(told).to_contain_text("wylogowan")
    expect(field).to_have_value(TRANSLATED)
    log_in_in_new_tab(translator, told.locator("a[target=_blank]"), "tlumacz-ru")
    with translator.expect_response(lambda answer: "/segments/" in answer.url and answer.ok):
        field.press("Control+s")
    expect(told).not_to_contain_text("wylogowan")
    translator.reload()
    expect(lead(translator).locator("textarea[name=text]")).to_have_value(TRANSLATED)


def test_an_older_answer_does_not_cover_that_the_session_has_ended(
    stack: Stack, log_in: Callable[[str], Page]
) -> None:
    translator = log_in("tlumacz-ru")
    address = f"{stack.cms}/admin/pages/{document(translator, stack, RUSSIAN)['id']}/edit/"
    translator.goto(address)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    translator.route("**/check/", hold)  # What keeps a draft, and takes long this time.
    lead(translator).locator("textarea[name=text]").fill(f"{TRANSLATED} Медленно.")
    while not held:
        translator.wait_for_timeout(50)
    kept = held[0].fetch()
    end_session(translator)
    lead(translator).locator("textarea[name=text]").press("Control+s")
    told = lead(translator)
    expect(told).to_contain_text("wylogowan")
    with translator.expect_response("**/check/"):
        held[0].fulfill(response=kept)
    translator.wait_for_timeout(500)
    expect(told.locator("a[target=_blank]")).to_be_visible()
