"""Drafts in the real frontend: for the editor with a token, and for nobody else."""

from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import Page

from .stack import Stack

pytestmark = pytest.mark.browser

DRAFT = "Tego zdania nikt jeszcze nie opublikował."


def page_id(page: Page, stack: Stack, path: str) -> int:
    """Return the id of the page at a public path."""
    found = page.request.get(f"{stack.cms}/api/v2/pages/by_path/?html_path={path}").json()
    return int(found["id"])


def preview_address(page: Page, stack: Stack) -> str:
    """Wait for the preview's frame in the frontend and return its address."""
    frame = f"{stack.site}/preview"
    page.wait_for_function(
        "origin => [...document.querySelectorAll('iframe')].some(f => f.src.startsWith(origin))"
        " || document.querySelector('iframe')?.contentDocument?.querySelector('iframe')",
        arg=frame,
    )
    page.wait_for_timeout(1500)
    return next(found.url for found in page.frames if found.url.startswith(frame))


def test_an_author_sees_an_unsaved_change_in_the_frontend(
    stack: Stack, log_in: Callable[[str], Page]
) -> None:
    author = log_in("autor")
    author.goto(f"{stack.cms}/admin/pages/{page_id(author, stack, '/pl/kontakt/')}/edit/")
    author.fill("[name=lead]", DRAFT)
    author.locator("[data-side-panel-toggle=preview], button[aria-controls*=preview]").first.click()
    address = preview_address(author, stack)

    shown = requests.get(address, timeout=10)
    assert (shown.status_code, DRAFT in shown.text) == (200, True)
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert stack.cms in shown.headers["Content-Security-Policy"].partition("frame-ancestors")[2]
    assert DRAFT not in requests.get(f"{stack.site}/pl/kontakt/", timeout=10).text
    for forged in (address[:-3], address.replace("token=", "token=x"), f"{stack.site}/preview"):
        answer = requests.get(forged, timeout=10)
        assert (answer.status_code, DRAFT in answer.text) == (404, False)


def test_a_translator_previews_the_translation_being_edited(
    stack: Stack, log_in: Callable[[str], Page]
) -> None:
    translator = log_in("tlumacz-uk")
    translator.goto(f"{stack.cms}/admin/pages/{page_id(translator, stack, '/uk/kontakty/')}/edit/")
    button = translator.locator("a, button").filter(has_text="Podgląd").locator("visible=true")
    with translator.context.expect_page() as opened:
        button.first.click()
    shown = requests.get(preview_address(opened.value, stack), timeout=10)
    assert shown.status_code == 200
    assert '<html lang="uk"' in shown.text
