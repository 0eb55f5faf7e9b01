"""Drafts in the real frontend: for the editor with a token, and for nobody else."""

import time
from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import Page, expect

from .cms_shell import run_inside
from .stack import PATIENCE, Stack

pytestmark = pytest.mark.browser

DRAFT = "Tego zdania nikt jeszcze nie opublikował."
UKRAINIAN_DRAFT = "Цього речення ще ніхто не опублікував."


def page_id(page: Page, stack: Stack, path: str) -> int:
    """Return the id of the page at a public path."""
    found = page.request.get(f"{stack.cms}/api/v2/pages/by_path/?html_path={path}").json()
    return int(found["id"])


def preview_of(text: str, page: Page, stack: Stack) -> str:
    """Wait until a frame of the page has come to a preview of ``text``; return where it is."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for frame in page.frames:
            if frame.url.startswith(f"{stack.site}/preview") and shows(frame.url, text):
                return frame.url
        page.wait_for_timeout(100)
    raise AssertionError(f"no preview of “{text}”")


def shows(address: str, text: str) -> bool:
    return text in requests.get(address, timeout=PATIENCE).text


def test_an_author_sees_an_unsaved_change_in_the_frontend(
    stack: Stack, log_in: Callable[[str], Page]
) -> None:
    author = log_in("autor")
    author.goto(f"{stack.cms}/admin/pages/{page_id(author, stack, '/pl/kontakt/')}/edit/")
    author.fill("[name=lead]", DRAFT)
    author.locator("[data-side-panel-toggle=preview], button[aria-controls*=preview]").first.click()
    address = preview_of(DRAFT, author, stack)

    shown = requests.get(address, timeout=PATIENCE)
    assert (shown.status_code, DRAFT in shown.text) == (200, True)
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert stack.cms in shown.headers["Content-Security-Policy"].partition("frame-ancestors")[2]
    assert DRAFT not in requests.get(f"{stack.site}/pl/kontakt/", timeout=PATIENCE).text
    for forged in (address[:-3], address.replace("token=", "token=x"), f"{stack.site}/preview"):
        answer = requests.get(forged, timeout=PATIENCE)
        assert (answer.status_code, DRAFT in answer.text) == (404, False)


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (16, 404)])
def test_a_token_opens_a_draft_for_a_quarter_of_an_hour(
    stack: Stack, minutes: int, status: int
) -> None:
    found = requests.get(
        f"{stack.cms}/api/v2/pages/by_path/?html_path=/pl/kontakt/", timeout=PATIENCE
    )
    token = run_inside(
        stack, "tests.browser.preview_token", str(found.json()["id"]), DRAFT, str(minutes)
    )
    for address in (f"{stack.site}/preview", f"{stack.cms}/api/v2/preview/"):
        answer = requests.get(address, params={"token": token}, timeout=PATIENCE)
        assert (answer.status_code, DRAFT in answer.text) == (status, status == 200)
        assert answer.headers["Cache-Control"].endswith("no-store")


def test_every_refusal_is_the_same(stack: Stack) -> None:
    tokens = ["x", "a:b:c", "x" * 1900, "żółw", "0"]
    for address in (f"{stack.site}/preview", f"{stack.cms}/api/v2/preview/"):
        answers = [requests.get(address, params={"token": one}, timeout=PATIENCE) for one in tokens]
        assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}


def test_a_translator_previews_the_translation_being_edited(
    stack: Stack, log_in: Callable[[str], Page]
) -> None:
    translator = log_in("tlumacz-uk")
    translator.goto(f"{stack.cms}/admin/pages/{page_id(translator, stack, '/uk/kontakty/')}/edit/")
    change_a_text(translator)
    translator.keyboard.press("Alt+p")
    shown = requests.get(preview_of(UKRAINIAN_DRAFT, translator, stack), timeout=PATIENCE)
    assert (shown.status_code, '<html lang="uk"' in shown.text) == (200, True)
    assert UKRAINIAN_DRAFT in shown.text
    assert shown.headers["Cache-Control"] == "private, no-store"
    for path in ("/uk/kontakty/", "/pl/kontakt/"):
        assert UKRAINIAN_DRAFT not in requests.get(f"{stack.site}{path}", timeout=PATIENCE).text


def change_a_text(translator: Page) -> None:
    """Give the page's lead another Ukrainian text; nothing is published."""
    segment = translator.locator(".wb-row").filter(has=translator.get_by_text("Wprowadzenie"))
    segment.locator("textarea[name=text]").fill(UKRAINIAN_DRAFT)
    segment.get_by_role("button", name="Zapisz").click()
    expect(segment.locator(".wb-message button")).to_be_visible()
