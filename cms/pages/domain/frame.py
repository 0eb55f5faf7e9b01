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

from .frame_versions import Versions, labels_that_hold, versions

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
    """Return the menu; of one that is behind, the source's with the labels that still hold."""
    found = _first(Navigation.objects.filter(live=True), reader)
    if found is None:
        return []
    lang = reader.locale_of(found.best)
    own = labels_that_hold(found.source, found.stale) if found.stale else {}
    shown = [
        (item.value, own[item.id], reader.locale_code)
        if item.id in own
        else (item.value, item.value["label"], lang)
        for item in found.best.items
    ]
    return _labelled(shown, reader)


def _footer(reader: Reader) -> FooterJSON:
    found = _first(Footer.objects.filter(live=True), reader)
    if found is None:
        return {"lang": reader.locale_code, "text_html": "", "columns": []}
    footer = found.best
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
    found = _first(FundingLine.objects.filter(live=True).select_related("emblem"), reader)
    if found is None:
        return {"lang": reader.locale_code, "text": "", "emblem": None}
    return {
        "lang": reader.locale_of(found.best),
        "text": found.best.text,
        "emblem": reader.image(found.source.emblem, alt=found.best.emblem_alt),
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
    loudest = list(_LEVELS)
    found = sorted(versions(live, reader), key=lambda each: loudest.index(each.source.level))
    reader.pages.look_up(ids=[each.source.page_id for each in found if each.source.page_id])
    return [_alert(each, reader) for each in found]


def _alert(found: Versions[AlertBanner], reader: Reader) -> AlertJSON:
    lang = reader.locale_of(found.best)
    return {
        "id": found.best.pk,
        "level": _LEVELS[found.source.level],
        "title": found.best.title,
        "html": reader.html(found.best.text),
        "link": _page_link(found.source.page_id, "", lang, reader),
        "lang": lang,
    }


def _links(values: Iterable[StructValue], lang: str, reader: Reader) -> list[LinkJSON]:
    """Return the links that lead somewhere public, in order."""
    return _labelled([(value, value["label"], lang) for value in values], reader)


def _labelled(shown: list[tuple[StructValue, str, str]], reader: Reader) -> list[LinkJSON]:
    """Return the same of links, each with its label and that label's language."""
    reader.pages.look_up(ids=[value["page"].pk for value, *_label in shown if value["page"]])
    links = (_link(value, label, lang, reader) for value, label, lang in shown)
    return [link for link in links if link is not None]


def _link(value: StructValue, label: str, lang: str, reader: Reader) -> LinkJSON | None:
    if value["page"]:
        return _page_link(value["page"].pk, label, lang, reader)
    url = safe_url(value["url"] or "")
    return {"label": label, "html_url": url, "lang": lang} if url else None


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


def _first(snippets: Iterable[Snippet], reader: Reader) -> Versions[Snippet] | None:
    """Return the live snippet for the reader: in their language, else in the source language."""
    found = versions(snippets, reader)
    own = [each for each in found if reader.locale_of(each.best) == reader.locale_code]
    return next(iter([*own, *found]), None)
