"""Alerts and the frame never say in another language what Polish does not say any more."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from cms.background.outbox import funding_line
from cms.content.pages.models import AlertBanner, Footer, FundingLine, Navigation
from tests.delivery.api import read
from tests.factories.images import ImageFactory
from tests.factories.pages import ContentPageFactory
from tests.translation.base.translation_steps import fresh, locale, publish_in

pytestmark = pytest.mark.django_db


def change(snippet: Any, **fields: Any) -> Any:
    """Change a source and publish it, as an editor would."""
    snippet = fresh(snippet)
    for name, value in fields.items():
        setattr(snippet, name, value)
    snippet.save_revision().publish()
    return fresh(snippet)


@pytest.fixture
def alert() -> AlertBanner:
    alert = AlertBanner.objects.create(
        locale=locale("pl"), level="urgent", title="W poniedziałek zamknięte", live=True
    )
    publish_in(alert, "uk")
    return alert


def shown(code: str = "uk") -> list[tuple[str, str, str]]:
    alerts = read(f"site/?locale={code}")["alerts"]
    return [(each["level"], each["title"], each["lang"]) for each in alerts]


def test_an_alert_that_says_another_day_gives_way_to_the_marked_source(alert: AlertBanner) -> None:
    assert shown() == [("urgent", "[uk] W poniedziałek zamknięte", "uk")]
    change(alert, title="We wtorek zamknięte", level="info")
    assert shown() == [("info", "We wtorek zamknięte", "pl")]
    publish_in(alert, "uk")
    assert shown() == [("info", "[uk] We wtorek zamknięte", "uk")]


def test_what_is_no_language_of_an_alert_follows_at_once(alert: AlertBanner) -> None:
    page = ContentPageFactory(title="Zamknięcia", slug="zamkniecia")
    change(alert, level="info", page=page)
    assert shown() == [("info", "[uk] W poniedziałek zamknięte", "uk")]
    assert read("site/?locale=uk")["alerts"][0]["link"]["label"] == "Zamknięcia"


def test_an_alert_that_ends_ends_in_all_languages(alert: AlertBanner) -> None:
    fresh(alert).unpublish()
    assert shown() == []


def test_the_emblem_follows_at_once_and_the_line_when_it_is_translated() -> None:
    line = FundingLine.objects.create(locale=locale("pl"), text="Finansowanie", live=True)
    publish_in(line, "uk")
    emblem = ImageFactory()
    change(line, emblem=emblem)
    found = read("site/?locale=uk")["funding"]
    assert (found["text"], found["lang"]) == ("[uk] Finansowanie", "uk")
    assert found["emblem"] is not None
    change(line, text="Inne finansowanie")
    found = read("site/?locale=uk")["funding"]
    assert (found["text"], found["lang"]) == ("Inne finansowanie", "pl")


def item(key: int, label: str, url: str) -> dict[str, Any]:
    value = {"label": label, "page": None, "url": url}
    return {"type": "link", "value": value, "id": f"00000000-0000-4000-8000-{key:012d}"}


def menu() -> list[tuple[str, str, str]]:
    links = read("site/?locale=uk")["navigation"]
    return [(each["label"], each["html_url"], each["lang"]) for each in links]


def test_a_menu_keeps_the_labels_that_hold() -> None:
    first = item(1, "Praca", "https://praca.example.org/")
    second = item(2, "Dom", "https://dom.example.org/")
    navigation = Navigation.objects.create(locale=locale("pl"), items=[first, second], live=True)
    publish_in(navigation, "uk")
    change(navigation, items=[second, item(1, "Zatrudnienie", "https://nowa.example.org/")])
    assert menu() == [
        ("[uk] Dom", "https://dom.example.org/", "uk"),
        ("Zatrudnienie", "https://nowa.example.org/", "pl"),
    ]


def test_a_menu_whose_targets_change_keeps_its_language() -> None:
    navigation = Navigation.objects.create(
        locale=locale("pl"), items=[item(1, "Praca", "https://praca.example.org/")], live=True
    )
    publish_in(navigation, "uk")
    change(navigation, items=[item(1, "Praca", "https://nowa.example.org/")])
    assert menu() == [("[uk] Praca", "https://nowa.example.org/", "uk")]


def test_a_footer_that_is_behind_gives_way_to_the_marked_source() -> None:
    footer = Footer.objects.create(locale=locale("pl"), text="<p>Stopka</p>", live=True)
    publish_in(footer, "uk")
    change(footer, text="<p>Nowa stopka</p>")
    found = read("site/?locale=uk")["footer"]
    assert (found["text_html"].endswith("Nowa stopka</p>"), found["lang"]) == (True, "pl")


def column(key: int, title: str, *links: dict[str, Any]) -> dict[str, Any]:
    value = {"title": title, "links": [{**link, "type": "item"} for link in links]}
    return {"type": "column", "value": value, "id": f"00000000-0000-4000-8000-{key:012d}"}


def foot() -> tuple[tuple[bool, str], list[tuple[str, str]]]:
    """Return whether the text is the new one, its language, and each title and label with its."""
    found = read("site/?locale=uk")["footer"]
    texts = [
        (text["title"] if "title" in text else text["label"], text["lang"])
        for each in found["columns"]
        for text in (each, *each["links"])
    ]
    return ("Nowa" in found["text_html"], found["lang"]), texts


def test_a_footer_keeps_the_texts_that_hold() -> None:
    first = item(1, "Dostępność", "https://dostepnosc.example.org/")
    second = item(2, "Prywatność", "https://prywatnosc.example.org/")
    footer = Footer.objects.create(
        locale=locale("pl"),
        text="<p>Stopka</p>",
        columns=[column(9, "Serwis", first, second)],
        live=True,
    )
    publish_in(footer, "uk")
    changed = item(1, "Deklaracja dostępności", "https://nowa.example.org/")
    change(footer, columns=[column(9, "Serwis", second, changed)])
    assert foot() == (
        (False, "uk"),
        [("[uk] Serwis", "uk"), ("[uk] Prywatność", "uk"), ("Deklaracja dostępności", "pl")],
    )
    change(footer, text="<p>Nowa stopka</p>")
    assert foot()[0] == (True, "pl")
    assert foot()[1][0] == ("[uk] Serwis", "uk")


def test_an_alert_keeps_the_text_that_holds() -> None:
    alert = AlertBanner.objects.create(
        locale=locale("pl"), title="W poniedziałek", text="<p>Zapraszamy potem.</p>", live=True
    )
    publish_in(alert, "uk")
    change(alert, title="We wtorek")
    (found,) = read("site/?locale=uk")["alerts"]
    assert (found["title"], found["lang"]) == ("We wtorek", "pl")
    assert ("[uk] Zapraszamy potem." in found["html"], found["html_lang"]) == (True, "uk")


def test_words_for_the_emblem_keep_their_language() -> None:
    line = FundingLine.objects.create(
        locale=locale("pl"),
        text="Finansowanie",
        emblem=ImageFactory(),
        emblem_alt="Flaga",
        live=True,
    )
    publish_in(line, "uk")
    change(line, text="Inne finansowanie")
    found = read("site/?locale=uk")["funding"]
    assert (found["text"], found["emblem"]["alt"]) == ("Inne finansowanie", "[uk] Flaga")
    assert (found["lang"], found["emblem_lang"]) == ("pl", "uk")
    change(line, emblem_alt="Inna flaga")
    found = read("site/?locale=uk")["funding"]
    assert (found["emblem"]["alt"], found["emblem_lang"]) == ("Inna flaga", "pl")


def test_words_for_the_emblem_say_their_language_in_mails() -> None:
    values = {"locale": locale("pl"), "text": "Finansowanie", "emblem_alt": "Flaga"}
    line = FundingLine.objects.create(**values, emblem=ImageFactory(), live=True)
    publish_in(line, "uk")
    change(line, emblem_alt="Inna flaga")
    found = funding_line.funding("uk")
    assert (found.lang, found.emblem_alt, found.emblem_lang) == ("uk", "Inna flaga", "pl")
    for template in ("notices/mail.html", "letters/letter.html"):
        html = render_to_string(template, {"funding": found})
        assert 'alt="Inna flaga" lang="pl"' in html
