"""A parent signs up children, without a script, in Ukrainian; somebody takes an offered place."""

import email
import email.policy
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .cms_shell import run_inside
from .stack import Stack

pytestmark = pytest.mark.browser
SECONDS = 60


def letter_to(stack: Stack, address: str, subject: str) -> str:
    """Wait for a mail whose subject is ``subject`` and the activity; return its text."""
    for _each in range(SECONDS * 4):
        for file in sorted((stack.var / "mail").glob("*")):
            if text := _read(file, address, subject):
                return text
        time.sleep(0.25)
    raise AssertionError(f"no mail “{subject}”")


def _read(file: Path, address: str, subject: str) -> str:
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    if mail["To"] != address or not str(mail["Subject"]).strip().startswith(f"{subject}: "):
        return ""
    body = mail.get_body(("plain",))
    return body.get_content() if body else ""


def private_link(text: str) -> str:
    found = re.search(r"http\S+/registration/[a-z2-7]{26}/", text)
    assert found
    return found[0]


def test_a_parent_finds_signs_up_reads_the_mail_and_withdraws(visitor: Page, stack: Stack) -> None:
    visitor.goto(f"{stack.site}/uk/activities/")
    visitor.get_by_label("Вид", exact=True).select_option("children")
    visitor.get_by_label("Вік").fill("8")
    visitor.get_by_role("button", name="Показати заняття").click()
    visitor.get_by_role("link", name="Смаки світу: готуємо разом").first.click()
    visitor.get_by_role("link", name="Записатися до групи 7–10").click()
    visitor.get_by_label("Дитина 1").fill("8")
    visitor.get_by_label("Дитина 2").fill("9")
    visitor.get_by_label("Ел. пошта").fill("mama@example.org")
    visitor.get_by_label("Телефон").fill("+48 000 000 777")
    visitor.get_by_role("checkbox").check()
    visitor.get_by_role("button", name="Записатися").click()
    expect(visitor.get_by_role("heading", name="У вас є місце")).to_be_visible()
    link = private_link(letter_to(stack, "mama@example.org", "У вас є місце"))
    assert visitor.url == link
    visitor.goto("about:blank")
    visitor.goto(link)
    visitor.get_by_role("link", name="Скасувати запис").click()
    visitor.get_by_role("button", name="Так, скасовую").click()
    expect(visitor.get_by_role("heading", name="Запис скасовано")).to_be_visible()
    letter_to(stack, "mama@example.org", "Ви більше не записані")


def test_what_was_typed_stays_and_errors_are_told_in_the_readers_language(
    visitor: Page, stack: Stack
) -> None:
    visitor.goto(f"{stack.site}/uk/activities/smaky-svitu/")
    visitor.get_by_role("link", name="Записатися до групи 7–10").click()
    visitor.get_by_label("Дитина 1").fill("8")
    visitor.get_by_label("Ел. пошта").fill("mama@example.org")
    visitor.get_by_label("Телефон").fill("zero")
    visitor.get_by_role("checkbox").check()
    visitor.get_by_role("button", name="Записатися").click()
    summary = visitor.get_by_role("alert")
    assert "Перевірте ще раз" in summary.inner_text()
    assert visitor.get_by_label("Телефон").input_value() == "zero"
    assert visitor.get_by_label("Дитина 1").input_value() == "8"


def test_an_offered_place_is_taken_by_the_link_in_the_mail(visitor: Page, stack: Stack) -> None:
    made = run_inside(stack, "tests.browser.place_offer")
    link = private_link(letter_to(stack, made["email"], "A place is free for you"))
    visitor.goto(link)
    visitor.get_by_role("button", name="I take the place").click()
    expect(visitor.get_by_role("heading", name="You have a place")).to_be_visible()
    visitor.goto(f"{stack.site}/en/registration/{'a' * 26}/")
    expect(visitor.get_by_role("heading", name="There is no such registration")).to_be_visible()
