"""A school that fills in the form page by page, without a script, in its language."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from .stack import Stack


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and the words of the form: labels, and what the buttons say."""

    locale: str
    email: str
    begin: str
    search: str
    find: str
    school: str
    go_on: str
    name: str
    email_label: str
    language: tuple[str, str]
    band: str
    level: str
    count: str
    kind: str
    situation: str
    tried: str
    files: str
    upload: str
    send: str


POLISH = Asking(
    locale="pl",
    email="szkola-pl@example.org",
    begin="Zaczynam",
    search="Szukaj szkoły",
    find="Szukaj",
    school="Szkoła Podstawowa nr 91",
    go_on="Dalej",
    name="Imię i nazwisko",
    email_label="E-mail",
    language=("Język", "ukraiński"),
    band="Klasy",
    level="Znajomość polskiego",
    count="Liczba uczniów",
    kind="Dodatkowe lekcje języka polskiego",
    situation="Opisz sytuację",
    tried="Czego już próbowano",
    files="Wybierz pliki",
    upload="Dodaj wybrane pliki",
    send="Wyślij zgłoszenie",
)
UKRAINIAN = Asking(
    locale="uk",
    email="szkola-uk@example.org",
    begin="Почати",
    search="Знайти школу",
    find="Шукати",
    school="Szkoła Podstawowa nr 90",
    go_on="Далі",
    name="Ім’я та прізвище",
    email_label="Ел. пошта",
    language=("Мова", "українська"),
    band="Класи",
    level="Знання польської",
    count="Кількість учнів",
    kind="Додаткові уроки польської мови",
    situation="Опишіть ситуацію",
    tried="Що вже пробували",
    files="Виберіть файли",
    upload="Додати вибрані файли",
    send="Надіслати звернення",
)


def ask_for_support(visitor: Page, stack: Stack, asking: Asking) -> str:
    """Fill in the form and send it; return the reference."""
    visitor.goto(f"{stack.site}/{asking.locale}/schools/request/")
    visitor.get_by_role("button", name=asking.begin).click()
    _choose_school(visitor, asking)
    visitor.get_by_label(asking.name).fill("Anna Zielona")
    visitor.get_by_label(asking.email_label).fill(asking.email)
    _go_on(visitor, asking)
    _count_pupils(visitor, asking)
    visitor.get_by_role("checkbox", name=asking.kind).check()
    visitor.get_by_label(asking.situation).fill("Siedmioro nowych uczniów od września.")
    _go_on(visitor, asking)
    visitor.get_by_label(asking.tried).fill("Dwie godziny tygodniowo.")
    _go_on(visitor, asking)
    visitor.get_by_label(asking.files).set_input_files(
        {"name": "klasy.txt", "mimeType": "text/plain", "buffer": b"1a, 1b"}
    )
    visitor.get_by_role("button", name=asking.upload).click()
    expect(visitor.get_by_text("klasy.txt")).to_be_visible()
    _go_on(visitor, asking)
    visitor.get_by_role("checkbox").check()
    _go_on(visitor, asking)
    visitor.get_by_role("button", name=asking.send).click()
    return visitor.locator(".case-reference strong").inner_text()


def _choose_school(visitor: Page, asking: Asking) -> None:
    visitor.get_by_label(asking.search).fill(asking.school.lower())
    visitor.get_by_role("button", name=asking.find, exact=True).click()
    visitor.get_by_role("radio", name=asking.school).first.check()
    _go_on(visitor, asking)


def _count_pupils(visitor: Page, asking: Asking) -> None:
    label, language = asking.language
    visitor.get_by_label(label, exact=True).select_option(label=language)
    visitor.get_by_label(asking.band).select_option("1-3")
    visitor.get_by_label(asking.level).select_option("A0")
    visitor.get_by_label(asking.count).fill("7")
    _go_on(visitor, asking)


def _go_on(visitor: Page, asking: Asking) -> None:
    visitor.get_by_role("button", name=asking.go_on, exact=True).click()
