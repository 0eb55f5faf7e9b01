"""Stock wagtail-localize's failure, through the admin: here the translation cannot lie."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .stack import Stack
from .test_translation_workflow import open_actions

pytestmark = pytest.mark.browser

POLISH = "/pl/poradniki/praca/"
ENGLISH = "/en/guides/work/"
EXTRA = "Przeczytaj każdy punkt przed podpisem."
LANGUAGES = ("en", "ru", "uk")


def document(page: Page, stack: Stack, path: str) -> dict[str, object]:
    """Return the page at a public path as the API has it."""
    found: dict[str, object] = page.request.get(
        f"{stack.cms}/api/v2/pages/by_path/?html_path={path}"
    ).json()
    return found


def publish_another_lead(publisher: Page, stack: Stack) -> str:
    """Add a sentence to the Polish lead, publish, and return the lead as it was."""
    page_id = document(publisher, stack, POLISH)["id"]
    publisher.goto(f"{stack.cms}/admin/pages/{page_id}/edit/")
    before = publisher.input_value("[name=lead]")
    publisher.fill("[name=lead]", f"{before} {EXTRA}")
    open_actions(publisher)
    publisher.locator("button[name=action-publish]").first.click()
    publisher.wait_for_load_state("networkidle")
    return before


def test_after_a_polish_edit_nothing_lies(stack: Stack, log_in: Callable[[str], Page]) -> None:
    publisher = log_in("wydawca")
    title = str(document(publisher, stack, POLISH)["title"])
    english = document(publisher, stack, ENGLISH)
    old_lead = publish_another_lead(publisher, stack)

    cells = behind_cells(log_in("admin"), stack, title)
    assert cells == ["nieaktualne (1)"] * len(LANGUAGES)

    reviewer = log_in("recenzent-en")
    assert document(reviewer, stack, ENGLISH)["lead"] == english["lead"]
    reviewer.goto(f"{stack.cms}/admin/pages/{english['id']}/edit/")
    row = reviewer.locator(".wb-row--needs_revision")
    expect(row).to_have_count(1)
    expect(row.locator("ins")).to_have_text(EXTRA)
    expect(row.locator("[data-old]")).to_have_text(str(english["lead"]))
    assert old_lead in row.locator(".wb-source").inner_text()

    publish = reviewer.locator("button[name=action][value=publish]")
    expect(publish).to_be_disabled()
    # A button can be enabled by anybody: the refusal is the server's.
    publish.evaluate("button => { button.disabled = false; }")
    publish.click()
    expect(reviewer.locator(".messages .error")).to_contain_text("Nie opublikowano")
    after = document(reviewer, stack, ENGLISH)
    assert (after["lead"], after["body"]) == (english["lead"], english["body"])


def behind_cells(admin: Page, stack: Stack, title: str) -> list[str]:
    """Return the texts of the board's cells of a page."""
    admin.goto(f"{stack.cms}/admin/translations/board/?q={title}")
    states = admin.locator("tr", has_text=title).locator("td .board-state").all_inner_texts()
    return [state.partition(":")[0].strip() for state in states]


def test_two_people_do_not_write_over_each_other(
    stack: Stack, log_in: Callable[[str], Page]
) -> None:
    first, second = log_in("tlumacz-ru"), log_in("recenzent-ru")
    page_id = document(first, stack, "/ru/kontakty/")["id"]
    for person in (first, second):
        person.goto(f"{stack.cms}/admin/pages/{page_id}/edit/")
    save_lead(first, "Первый вариант.")
    save_lead(second, "Второй вариант.")
    row = lead(second)
    expect(row.locator("[data-theirs]")).to_have_text("Первый вариант.")
    expect(row.locator("textarea[name=text]")).to_have_value("Второй вариант.")
    row.locator("[data-save]").click()
    expect(row.locator(".wb-conflict")).to_have_count(0)
    first.reload()
    expect(lead(first).locator("textarea[name=text]")).to_have_value("Второй вариант.")


def lead(person: Page) -> Locator:
    return person.locator(".wb-row").filter(has=person.get_by_text("Wprowadzenie", exact=True))


def save_lead(person: Page, text: str) -> None:
    field = lead(person).locator("textarea[name=text]")
    field.fill(text)
    with person.expect_response(re.compile(r"/segments/\d+/$")):
        field.press("Control+s")
