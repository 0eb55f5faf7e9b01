"""A school asks and follows its request without a script; the desk answers in the admin.

Words of the admin are left out: its forms are found by where they lead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .letters import link_in_letter
from .school_request_form import POLISH, UKRAINIAN, Asking, ask_for_support
from .stack import Stack

pytestmark = pytest.mark.browser
LogIn = Callable[[str], Page]


@dataclass(frozen=True, slots=True)
class Words:
    """What a school reads and presses, in its language."""

    asking: Asking
    answer: str
    in_progress: str
    message: str
    files: str
    send: str
    sent: str
    warning: str
    send_anyway: str
    completed: str
    helped: str
    rate: str
    rated: str


WORDS = (
    Words(
        asking=POLISH,
        answer="Ilu uczniów mówi po ukraińsku?",
        in_progress="Pracujemy nad tym",
        message="Twoja wiadomość",
        files="Pliki",
        send="Wyślij wiadomość",
        sent="Wiadomość została wysłana.",
        warning="Czy to dane dziecka?",
        send_anyway="Wyślij mimo to",
        completed="Sprawa zakończona",
        helped="Bardzo pomogła",
        rate="Wyślij ocenę",
        rated="Dziękujemy za ocenę",
    ),
    Words(
        asking=UKRAINIAN,
        answer="Скільки учнів розмовляє українською?",
        in_progress="Ми працюємо над цим",
        message="Ваше повідомлення",
        files="Файли",
        send="Надіслати повідомлення",
        sent="Повідомлення надіслано.",
        warning="Це дані дитини?",
        send_anyway="Усе одно надіслати",
        completed="Звернення завершено",
        helped="Дуже допомогла",
        rate="Надіслати оцінку",
        rated="Дякуємо за оцінку",
    ),
)


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.asking.locale)
def test_from_the_request_to_the_rating(
    visitor: Page, stack: Stack, log_in: LogIn, tmp_path: Path, words: Words
) -> None:
    asking = words.asking
    reference = ask_for_support(visitor, stack, asking)
    link = link_in_letter(stack, asking.email)
    desk = log_in("koordynator")
    case = take_and_answer(desk, stack, reference, words.answer)

    visitor.goto("about:blank")
    visitor.goto(link_in_letter(stack, asking.email, 2))
    assert visitor.url == link
    expect(visitor.get_by_role("heading", name=words.in_progress)).to_be_visible()
    assert words.answer in visitor.locator(".case-messages").inner_text()
    reply(visitor, words, tmp_path)

    desk.goto(case)
    assert "44051401359" in desk.inner_text("main")
    with desk.expect_download() as download:
        desk.locator('.desk-message a[href*="/cases/files/"]').click()
    assert download.value.suggested_filename == "plan.txt"
    complete(desk)

    visitor.goto(link)
    expect(visitor.get_by_role("heading", name=words.completed)).to_be_visible()
    visitor.get_by_label(words.helped, exact=True).check()
    visitor.get_by_role("button", name=words.rate).click()
    expect(visitor.get_by_role("heading", name=words.rated)).to_be_visible()
    desk.goto(case)
    assert "5" in desk.locator(".desk-note").last.inner_text()


def take_and_answer(desk: Page, stack: Stack, reference: str, answer: str) -> str:
    """Find the new case in the inbox, take it, begin work, write; return the case's address."""
    desk.goto(f"{stack.cms}/admin/cases/")
    desk.locator("tr", has_text=reference).get_by_role("link").first.click()
    case = desk.url
    desk.locator('form[action$="/take/"] button').click()
    desk.locator('a[href*="/start/?"]').click()
    with desk.expect_navigation():
        desk.locator("form.desk-form button.button").click()
    desk.goto(case)
    desk.locator("#reply textarea").fill(answer)
    with desk.expect_navigation():
        desk.locator('#reply button[value="answer"]').click()
    return case


def reply(visitor: Page, words: Words, folder: Path) -> None:
    """Write what looks like a child's data, see the warning, and send it with a file."""
    plan = folder / "plan.txt"
    plan.write_text("Plan lekcji")
    field = visitor.get_by_role("textbox", name=words.message)
    field.fill("PESEL 44051401359")
    visitor.get_by_role("button", name=words.send).click()
    expect(visitor.get_by_role("heading", name=words.warning)).to_be_visible()
    assert field.input_value() == "PESEL 44051401359"
    visitor.get_by_label(words.files).set_input_files(plan)
    visitor.get_by_role("button", name=words.send_anyway).click()
    assert visitor.get_by_role("status").inner_text() == words.sent


def complete(desk: Page) -> None:
    """Complete the case that is open."""
    desk.locator('a[href*="/complete/?"]').click()
    desk.locator("select[name=outcome]").select_option("helped")
    with desk.expect_navigation():
        desk.locator("form.desk-form button.button").click()
