"""Somebody asks an adviser without a script, loses the link, gets it again, reads the answer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .letters import link_in_letter
from .stack import Stack

pytestmark = pytest.mark.browser
EMAIL = "pytannia@example.org"
QUESTION = "Як продовжити карту побуту?"
ANSWER = "Подайте заяву до кінця місяця."


def test_a_question_is_asked_answered_and_withdrawn(
    visitor: Page, stack: Stack, log_in: Callable[[str], Page]
) -> None:
    visitor.goto(f"{stack.site}/uk/points/")
    visitor.get_by_role("link", name="Запитати консультанта").first.click()
    visitor.get_by_label("Ваше запитання").fill(QUESTION)
    visitor.get_by_label("Ел. пошта").fill(EMAIL)
    visitor.get_by_role("checkbox").check()
    visitor.get_by_role("button", name="Надіслати запитання").click()
    assert "Дякуємо" in visitor.get_by_role("status").inner_text()
    reference = visitor.locator(".case-reference strong").inner_text()
    link = link_in_letter(stack, EMAIL)
    answer(log_in("doradca"), stack, reference)
    link_in_letter(stack, EMAIL, 2)

    visitor.goto(link[:-3])
    visitor.get_by_label("Номер").fill(reference.lower())
    visitor.get_by_label("Ел. пошта").fill(EMAIL)
    visitor.get_by_role("button", name="Надіслати посилання").click()
    expect(visitor.get_by_role("heading", name="Перевірте пошту")).to_be_visible()

    visitor.goto(link_in_letter(stack, EMAIL, 3))
    assert ANSWER in visitor.locator(".case-messages").inner_text()
    visitor.get_by_role("link", name="Відкликати запитання").click()
    visitor.get_by_role("button", name="Так, відкликаю").click()
    expect(visitor.get_by_role("heading", name="Звернення відкликано")).to_be_visible()


def answer(desk: Page, stack: Stack, reference: str) -> None:
    desk.goto(f"{stack.cms}/admin/cases/")
    desk.locator("tr", has_text=reference).get_by_role("link").first.click()
    desk.locator("#reply textarea").fill(ANSWER)
    with desk.expect_navigation():
        desk.locator('#reply button[value="answer"]').click()
