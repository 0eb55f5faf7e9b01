"""What stands in a mail, and what does not."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from cms.content.pages.models import AlertBanner, FundingLine
from cms.translation.base.domain import translation_drafts
from cms.translation.notifications.domain import email_delivery
from cms.translation.notifications.domain.email_content import compose
from cms.translation.notifications.enums import Kind
from cms.translation.notifications.models import Mail
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.notifications.notification_helpers import locale, news, tell, tell_one

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 12, 3, 6, 0, tzinfo=UTC)
DAY = date(2026, 12, 4)
CODES = ("pl", "en", "ru", "uk")


def person(code: str = "en", **fields: Any) -> User:
    user = UserFactory(first_name="Olha", last_name="Kit", **fields)
    UserProfile.objects.create(user=user, preferred_language=code)
    return user


def composed() -> EmailMultiAlternatives:
    email_delivery.gather_digests(MORNING)
    return compose(Mail.objects.get())


def html(message: EmailMultiAlternatives) -> str:
    ((content, kind),) = message.alternatives
    assert kind == "text/html"
    return str(content)


def item(message: EmailMultiAlternatives) -> str:
    (line,) = re.findall(r"^- (.*)$", str(message.body), re.MULTILINE)
    return line


@pytest.mark.parametrize(
    ("chosen", "code", "line"),
    [
        ("pl", "pl", "„Praca” (Українська): termin mija 4.12.2026."),
        ("en", "en", "“Praca” (Українська) is due on 4.12.2026."),
        ("ru", "ru", "«Praca» (Українська): срок — 4.12.2026."),
        ("uk", "uk", "«Praca» (Українська): термін — 4.12.2026."),
        ("", "pl", "„Praca” (Українська): termin mija 4.12.2026."),
    ],
)
def test_a_mail_is_in_its_readers_language(chosen: str, code: str, line: str) -> None:
    page = ContentPageFactory(title="Praca")
    tell_one(person(chosen), Kind.DUE_SOON, about=page.translation_key, on=DAY)
    message = composed()
    assert (message.extra_headers["Content-Language"], item(message)) == (code, line)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_words_of_its_own_in_every_language(kind: Kind) -> None:
    page = ContentPageFactory(title="Praca")
    about = page.translation_key
    for code in CODES:
        tell_one(person(code), kind, about=about, on=DAY, count=2)
    email_delivery.gather_digests(MORNING)
    lines = {item(compose(mail)) for mail in Mail.objects.all()}
    assert (len(lines), all("Praca" in line for line in lines)) == (len(CODES), True)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "ждёт 1 текст"), (2, "ждут 2 текста"), (5, "ждут 5 текстов")]
)
def test_numbers_agree_with_their_nouns(count: int, words: str) -> None:
    tell_one(person("ru"), Kind.FELL_BEHIND, count=count)
    assert item(composed()).partition("устарел, ")[2] == f"{words}."


def test_a_line_leads_to_the_working_view_or_to_the_board() -> None:
    started, never = ContentPageFactory(), ContentPageFactory()
    translation = translation_drafts.start(started, locale())
    user = person()
    tell_one(user, about=started.translation_key)
    tell_one(user, about=never.translation_key)
    paths = re.findall(r"^  http://[^/]+(/\S+)$", str(composed().body), re.MULTILINE)
    assert paths == [
        f"/admin/translations/work/{translation.pk}/",
        "/admin/translations/board/",
    ]


def test_what_is_not_published_is_not_named() -> None:
    draft = ContentPageFactory(title="kanarek", live=False)
    live = ContentPageFactory(title="Praca")
    live.title = "kanarek"
    live.save_revision()
    user = person()
    tell_one(user, about=draft.translation_key)
    tell_one(user, about=live.translation_key)
    message = composed()
    found = f"{message.subject}{message.body}{html(message)}"
    assert ("kanarek" in found, "“not published”" in found, "“Praca”" in found) == (
        False,
        True,
        True,
    )


def test_a_title_is_text_in_html_and_not_in_the_subject() -> None:
    page = ContentPageFactory(title="<script>alert(1)</script>\r\nBcc: all@example.org")
    tell_one(person(), about=page.translation_key)
    message = composed()
    assert "<script>" not in html(message)
    assert message.subject == "Translations today: 1 notice"


def test_a_snippet_is_called_by_its_name() -> None:
    polish = Locale.objects.get(language_code="pl")
    alert = AlertBanner.objects.create(locale=polish, title="Zamknięte", live=True)
    translation_drafts.start(alert, locale())
    tell_one(person(), about=alert.translation_key)
    assert item(composed()) == "“Zamknięte” (Українська) is yours to translate."


@pytest.mark.parametrize(("own", "expected"), [("", "Kto płaci"), ("Хто платить", "Хто платить")])
def test_the_funding_line_is_in_every_mail(own: str, expected: str) -> None:
    polish = Locale.objects.get(language_code="pl")
    source = FundingLine.objects.create(locale=polish, text="Kto płaci", live=True)
    if own:
        FundingLine.objects.create(
            locale=locale(), text=own, live=True, translation_key=source.translation_key
        )
    tell_one(person("uk"))
    message = composed()
    assert [expected in text for text in (str(message.body), html(message))] == [True, True]


@pytest.mark.parametrize("count", [1, 30])
def test_a_long_mail_asks_the_database_no_more(count: int, django_assert_num_queries: Any) -> None:
    user = person()
    for page in ContentPageFactory.create_batch(count):
        tell([user], news(about=page.translation_key))
    email_delivery.gather_digests(MORNING)
    mail = Mail.objects.get()
    compose(mail)
    with django_assert_num_queries(11):
        compose(Mail.objects.get())
