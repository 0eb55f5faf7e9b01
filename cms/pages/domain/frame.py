"""What stands around every page, as JSON for one reader's language."""

from collections.abc import Iterable
from typing import Final, Literal, TypedDict, TypeVar

from django.conf import settings
from wagtail.blocks import StructValue
from wagtail.models import TranslatableMixin

from cms.core import funding_line, locales
from cms.core.representations.context import Reader
from cms.core.representations.images import ImageJSON
from cms.core.representations.json_types import Html, LocaleCode, Url
from cms.core.sanitise import safe_url
from cms.pages.models import AlertBanner, Footer, FundingLine, Navigation

Snippet = TypeVar("Snippet", bound=TranslatableMixin)


Level = Literal["info", "warning", "urgent"]

# The loudest first.
_LEVELS: Final[dict[str, Level]] = {"urgent": "urgent", "warning": "warning", "info": "info"}


class LinkJSON(TypedDict):
    """``lang`` is the language of the label."""

    label: str
    html_url: Url
    lang: LocaleCode


class LanguageJSON(TypedDict):
    """A language and its home."""

    code: LocaleCode
    name: str
    html_url: Url


class ColumnJSON(TypedDict):
    """A titled list of links."""

    title: str
    links: list[LinkJSON]


class FooterJSON(TypedDict):
    """The foot of every page."""

    lang: LocaleCode
    text_html: Html
    columns: list[ColumnJSON]


class AlertJSON(TypedDict):
    """A notice at the top of every page."""

    id: int
    level: Level
    title: str
    html: Html
    link: LinkJSON | None
    lang: LocaleCode


class FundingJSON(TypedDict):
    """Who pays for the programme."""

    lang: LocaleCode
    text: str
    emblem: ImageJSON | None


class FrameJSON(TypedDict):
    """Everything around a page, without the content version."""

    locale: LocaleCode
    site_name: str
    languages: list[LanguageJSON]
    navigation: list[LinkJSON]
    footer: FooterJSON
    alerts: list[AlertJSON]
    funding: FundingJSON


def represent_frame(code: str) -> FrameJSON:
    """Return the frame for readers of a locale."""
    reader = Reader(code)
    return {
        "locale": code,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "languages": [
            {"code": known, "name": name, "html_url": locales.html_url(f"/{known}/")}
            for known, name in locales.NAMES.items()
        ],
        "navigation": _navigation(reader),
        "footer": _footer(reader),
        "alerts": _alerts(reader),
        "funding": _funding(reader),
    }


def _navigation(reader: Reader) -> list[LinkJSON]:
    navigation = _best(Navigation.objects.filter(live=True), reader)
    if navigation is None:
        return []
    return _links([item.value for item in navigation.items], reader.locale_of(navigation), reader)


def _footer(reader: Reader) -> FooterJSON:
    footer = _best(Footer.objects.filter(live=True), reader)
    if footer is None:
        return {"lang": reader.locale_code, "text_html": "", "columns": []}
    lang = reader.locale_of(footer)
    return {
        "lang": lang,
        "text_html": reader.html(footer.text),
        "columns": [
            {
                "title": column.value["title"],
                "links": _links(column.value["links"], lang, reader),
            }
            for column in footer.columns
        ],
    }


def _funding(reader: Reader) -> FundingJSON:
    funding = _best(FundingLine.objects.filter(live=True).select_related("emblem"), reader)
    if funding is None:
        return {"lang": reader.locale_code, "text": "", "emblem": None}
    return {
        "lang": reader.locale_of(funding),
        "text": funding.text,
        "emblem": reader.image(funding.emblem, alt=funding.emblem_alt),
    }


def funding(code: str) -> funding_line.Funding:
    """Return the same funding line for what is not a page: mails, files."""
    found = _funding(Reader(code))
    emblem = found["emblem"]
    return funding_line.Funding(
        text=found["text"],
        lang=found["lang"],
        emblem_url=emblem["src"] if emblem else "",
        emblem_alt=emblem["alt"] if emblem else "",
    )


def _alerts(reader: Reader) -> list[AlertJSON]:
    """Return the live alerts, loudest and newest first, each in the best language."""
    live = AlertBanner.objects.filter(live=True).order_by("-first_published_at", "-pk")
    versions: dict[object, AlertBanner] = {}
    for alert in live:
        lang = reader.locale_of(alert)
        if lang == reader.locale_code or (
            lang == locales.SOURCE and alert.translation_key not in versions
        ):
            versions[alert.translation_key] = alert
    loudest = list(_LEVELS)
    best = sorted(versions.values(), key=lambda alert: loudest.index(alert.level))
    reader.pages.look_up(ids=[alert.page_id for alert in best if alert.page_id])
    return [_alert(alert, reader) for alert in best]


def _alert(alert: AlertBanner, reader: Reader) -> AlertJSON:
    return {
        "id": alert.pk,
        "level": _LEVELS[alert.level],
        "title": alert.title,
        "html": reader.html(alert.text),
        "link": _page_link(alert.page_id, "", reader.locale_of(alert), reader),
        "lang": reader.locale_of(alert),
    }


def _links(values: Iterable[StructValue], lang: str, reader: Reader) -> list[LinkJSON]:
    """Return the links that lead somewhere public, in order."""
    values = list(values)
    reader.pages.look_up(ids=[value["page"].pk for value in values if value["page"]])
    links = (_link(value, lang, reader) for value in values)
    return [link for link in links if link is not None]


def _link(value: StructValue, lang: str, reader: Reader) -> LinkJSON | None:
    if value["page"]:
        return _page_link(value["page"].pk, value["label"], lang, reader)
    url = safe_url(value["url"] or "")
    return {"label": value["label"], "html_url": url, "lang": lang} if url else None


def _page_link(page_id: int | None, label: str, lang: str, reader: Reader) -> LinkJSON | None:
    """Return a link to a page, with the page's own title unless it was given a label."""
    best = None if page_id is None else reader.best(page_id)
    if best is None:
        return None
    return {
        "label": label or best.title,
        "html_url": locales.html_url(reader.path_of(best)),
        "lang": lang if label else reader.locale_of(best),
    }


def _best(snippets: Iterable[Snippet], reader: Reader) -> Snippet | None:
    """Return the live snippet in the reader's language, else the one in the source language."""
    live = (snippet for snippet in snippets if getattr(snippet, "live", True))
    by_locale = {reader.locale_of(snippet): snippet for snippet in live}
    return by_locale.get(reader.locale_code) or by_locale.get(locales.SOURCE)
