"""What stands around every page, as JSON for one reader's language."""

from collections.abc import Iterable
from typing import Any, Final, TypeVar

from django.conf import settings
from wagtail.blocks import StructValue
from wagtail.models import TranslatableMixin

from cms.background.outbox import funding_line
from cms.content.pages.models import AlertBanner, Footer, FundingLine, Navigation
from cms.core import locales
from cms.core.representations.context import Reader
from cms.core.representations.visibility import Visibility
from cms.core.sanitise import safe_url

from .site_chrome_json import (
    AlertJSON,
    ColumnJSON,
    FooterJSON,
    FrameJSON,
    FundingJSON,
    Level,
    LinkJSON,
)
from .site_chrome_versions import Versions, versions

Snippet = TypeVar("Snippet", bound=TranslatableMixin)


# The loudest first.
_LEVELS: Final[dict[str, Level]] = {"urgent": "urgent", "warning": "warning", "info": "info"}


def represent_site_chrome(code: str, visibility: Visibility | None = None) -> FrameJSON:
    """Return the site chrome for readers of a locale; by default with what is public now."""
    reader = Reader(code, visibility)
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
    found = _first(Navigation.objects.filter(live=True), reader)
    if found is None:
        return []
    labels = {id(each): _labels(each.items) for each in (found.best, found.stale) if each}
    return _labelled(
        [
            (item.value, *_label(found, f"items.{item.id}.label", labels, item.id, reader))
            for item in found.best.items
        ],
        reader,
    )


def _labels(items: Iterable[Any]) -> dict[str, str]:
    """Return the labels of links by the ids of their blocks."""
    return {item.id: item.value["label"] for item in items}


def _label(
    found: Versions[Any],
    path: str,
    labels: dict[int, dict[str, str]],
    key: str,
    reader: Reader,
) -> tuple[str, str]:
    """Return a text that stands in a block, with its language, from the version that holds."""
    version = found.at(path)
    return labels[id(version)].get(key, ""), reader.locale_of(version)


def _footer(reader: Reader) -> FooterJSON:
    found = _first(Footer.objects.filter(live=True), reader)
    if found is None:
        return {"lang": reader.locale_code, "text_html": "", "columns": []}
    text = found.at("text")
    return {
        "lang": reader.locale_of(text),
        "text_html": reader.html(text.text),
        "columns": _columns(found, reader),
    }


def _columns(found: Versions[Footer], reader: Reader) -> list[ColumnJSON]:
    """Return the columns as the best version has them, each text from the version that holds."""
    shown = [each for each in (found.best, found.stale) if each]
    titles = {id(each): {c.id: c.value["title"] for c in each.columns} for each in shown}
    labels = {id(each): _links_of(each) for each in shown}
    columns: list[ColumnJSON] = []
    for column in found.best.columns:
        path = f"columns.{column.id}"
        title, lang = _label(found, f"{path}.title", titles, column.id, reader)
        links = [
            (item.value, *_label(found, f"{path}.links.{item.id}.label", labels, item.id, reader))
            for item in column.value["links"].bound_blocks
        ]
        columns.append({"title": title, "lang": lang, "links": _labelled(links, reader)})
    return columns


def _links_of(footer: Footer) -> dict[str, str]:
    """Return the labels of all links of a footer by the ids of their items."""
    return {
        key: label
        for column in footer.columns
        for key, label in _labels(column.value["links"].bound_blocks).items()
    }


def _funding(reader: Reader) -> FundingJSON:
    found = _first(FundingLine.objects.filter(live=True).select_related("emblem"), reader)
    if found is None:
        code = reader.locale_code
        return {"lang": code, "text": "", "emblem": None, "emblem_lang": code}
    text, words = found.at("text"), found.at("emblem_alt")
    return {
        "lang": reader.locale_of(text),
        "text": text.text,
        "emblem": reader.image(found.source.emblem, alt=words.emblem_alt),
        "emblem_lang": reader.locale_of(words),
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
        emblem_lang=found["emblem_lang"] if emblem else "",
    )


def _alerts(reader: Reader) -> list[AlertJSON]:
    """Return the live alerts, loudest and newest first, each in the best language."""
    live = AlertBanner.objects.filter(live=True).order_by("-first_published_at", "-pk")
    loudest = list(_LEVELS)
    found = sorted(versions(live, reader), key=lambda each: loudest.index(each.source.level))
    reader.pages.look_up(ids=[each.source.page_id for each in found if each.source.page_id])
    return [_alert(each, reader) for each in found]


def _alert(found: Versions[AlertBanner], reader: Reader) -> AlertJSON:
    title, text = found.at("title"), found.at("text")
    lang = reader.locale_of(title)
    return {
        "id": found.best.pk,
        "level": _LEVELS[found.source.level],
        "title": title.title,
        "html": reader.html(text.text),
        "html_lang": reader.locale_of(text) if text.text else lang,
        "link": _page_link(found.source.page_id, "", lang, reader),
        "lang": lang,
    }


def _labelled(shown: list[tuple[StructValue, str, str]], reader: Reader) -> list[LinkJSON]:
    """Return the links that lead somewhere public, in order: each value with label and its lang."""
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
