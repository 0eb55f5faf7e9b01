"""A page as a whole: what the API answers for it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal, NotRequired, TypedDict
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page

from cms.core import locales
from cms.core.models import BasePage, TranslationState, TranslationStatus
from cms.core.representations.context import Reader
from cms.core.representations.json_types import Day, LocaleCode, Moment, Url
from cms.delivery import share_images
from cms.delivery.share_images import shared

from .embedded_snippets import embedded

State = Literal["current", "behind", "missing"]


class TranslationJSON(TypedDict):
    """``html_url`` answers in that language, translated or not; ``behind_since`` is ISO 8601.

    A page is behind as well where a service, an audience or a term that it shows is.
    ``urgent``: what is behind here matters; readers should look at the source first.
    """

    html_url: Url
    state: State
    behind_since: Moment | None
    urgent: bool


class LastReviewedJSON(TypedDict):
    """``on`` is a calendar date, ISO 8601."""

    on: Day
    by: str


class BreadcrumbJSON(TypedDict):
    """An ancestor in the best language for the reader."""

    id: int
    title: str
    html_url: Url
    lang: LocaleCode


class PageLinkMetaJSON(TypedDict):
    """What identifies a page."""

    type: str
    detail_url: Url
    html_url: Url


class PageLinkJSON(TypedDict):
    """A page as another one's parent."""

    id: int
    meta: PageLinkMetaJSON
    title: str


class PageMetaJSON(TypedDict):
    """``locale`` is the language of the text, ``reader_locale`` that of the address.

    Times are ISO 8601 with the offset of Europe/Warsaw. ``preview`` is true for a draft.
    ``share_image`` is a PNG of 1200×630 pixels that shows the title, ``qr_code`` an SVG that leads
    to ``html_url``; both are empty for a page that was never saved.
    """

    type: str
    detail_url: Url
    html_url: Url
    slug: str
    show_in_menus: bool
    seo_title: str
    search_description: str
    first_published_at: Moment | None
    last_published_at: Moment | None
    alias_of: PageLinkJSON | None
    parent: PageLinkJSON | None
    locale: LocaleCode
    reader_locale: LocaleCode
    translations: dict[LocaleCode, TranslationJSON]
    last_reviewed: LastReviewedJSON | None
    breadcrumbs: list[BreadcrumbJSON]
    share_image: Url
    qr_code: Url
    preview: NotRequired[bool]


# Of a page and of the snippets it shows, by the page's translation key and the language.
States = Mapping[tuple[UUID, str], list[TranslationState]]


def represent_pages(pages: Iterable[BasePage], reader: Reader) -> list[dict[str, Any]]:
    """Return the documents of ``pages`` for ``reader``, in order.

    What surrounds the pages is looked up once for all of them: two queries.
    """
    pages = list(pages)
    reader.pages.look_up(
        ids={page.pk for page in pages if page.pk}
        | {p.alias_of_id for p in pages if p.alias_of_id},
        paths={path for page in pages for path in ancestor_paths(page)},
        keys={page.translation_key for page in pages if not page.pk},
    )
    states = _states(pages, reader)
    return [_represent(page, reader, states) for page in pages]


def detail_url(page_id: int | None) -> str:
    """Return the API's address of a page; a page that was never saved has none."""
    return f"{settings.CMS_URL}/api/v2/pages/{page_id}/" if page_id else ""


def qr_address(page_id: int | None, reader_locale: str) -> str:
    """Return where a page's QR code is; a page that was never saved has none."""
    return f"{settings.CMS_URL}/qr/{page_id}/{reader_locale}.svg" if page_id else ""


def iso(moment: datetime | None) -> str | None:
    """Return a moment as ISO 8601 in local time."""
    return None if moment is None else timezone.localtime(moment).isoformat()


def ancestor_paths(page: Page) -> list[str]:
    """Return the treebeard paths of a page's ancestors, the home first, Wagtail's root left out."""
    step = Page.steplen
    return [page.path[:end] for end in range(2 * step, len(page.path), step)]


def _represent(page: BasePage, reader: Reader, states: States) -> dict[str, Any]:
    return {
        "id": page.pk,
        "meta": _meta(page, reader, states),
        "title": page.title,
        **page.represent(reader),
    }


def _meta(page: BasePage, reader: Reader, states: States) -> PageMetaJSON:
    ancestors = ancestor_paths(page)
    breadcrumbs = _breadcrumbs(ancestors, reader)
    picture = shared(page.title, [crumb["title"] for crumb in breadcrumbs])
    return {
        "type": page._meta.label,
        "detail_url": detail_url(page.pk),
        "html_url": locales.html_url(reader.path_of(page)),
        "slug": page.slug,
        "show_in_menus": page.show_in_menus,
        "seo_title": page.seo_title,
        "search_description": page.search_description,
        "first_published_at": iso(page.first_published_at),
        "last_published_at": iso(page.last_published_at),
        "alias_of": _link(reader.pages.by_id(page.alias_of_id or 0), reader),
        "parent": _link(reader.pages.by_path(ancestors[-1]), reader) if ancestors else None,
        "locale": reader.locale_of(page),
        "reader_locale": reader.locale_code,
        "translations": _translations(page, reader, states),
        "last_reviewed": _last_reviewed(page.last_reviewed_on, page.last_reviewed_by),
        "breadcrumbs": breadcrumbs,
        "share_image": share_images.address(page.pk, reader.locale_code, picture.digest),
        "qr_code": qr_address(page.pk, reader.locale_code),
    }


def _last_reviewed(on: date | None, by: str) -> LastReviewedJSON | None:
    return None if on is None else {"on": on.isoformat(), "by": by}


def _link(page: Page | None, reader: Reader) -> PageLinkJSON | None:
    """Return a related page in the best language, or None when no version of it is public."""
    best = reader.pages.best(page, reader.locale_code)
    if best is None:
        return None
    return {
        "id": best.pk,
        "meta": {
            "type": best.specific_class._meta.label,
            "detail_url": detail_url(best.pk),
            "html_url": locales.html_url(reader.path_of(best)),
        },
        "title": best.title,
    }


def _breadcrumbs(paths: Iterable[str], reader: Reader) -> list[BreadcrumbJSON]:
    best = (reader.pages.best(reader.pages.by_path(path), reader.locale_code) for path in paths)
    return [
        {
            "id": page.pk,
            "title": page.title,
            "html_url": locales.html_url(reader.path_of(page)),
            "lang": reader.locale_of(page),
        }
        for page in best
        if page is not None
    ]


def _translations(page: BasePage, reader: Reader, states: States) -> dict[str, TranslationJSON]:
    public = reader.pages.public(page.translation_key)
    return {
        code: _translation(code, public, states.get((page.translation_key, code), []))
        for code in locales.CODES
    }


def _translation(
    code: str, public: Mapping[str, Page], states: list[TranslationState]
) -> TranslationJSON:
    """Return where a language's version stands; without any version, that language's home."""
    own, source = public.get(code), public.get(locales.SOURCE)
    if own is None:
        path = locales.in_locale(source.url_path, code) if source else f"/{code}/"
        missing: TranslationJSON = {
            "html_url": locales.html_url(path),
            "state": "missing",
            "behind_since": None,
            "urgent": False,
        }
        return missing
    behind = [] if code == locales.SOURCE else states
    since = [state.behind_since for state in behind if state.behind_since]
    return {
        "html_url": locales.html_url(own.url_path),
        "state": "behind" if behind else "current",
        "behind_since": iso(min(since)) if since else None,
        "urgent": any(state.urgent for state in behind),
    }


def _states(pages: Iterable[BasePage], reader: Reader) -> States:
    """Return what is behind, of the pages themselves and of what they show."""
    parts = {key: {key, *shown} for key, shown in _shown(pages).items()}
    found = TranslationState.objects.filter(
        translation_key__in=set().union(*parts.values()), status=TranslationStatus.BEHIND
    )
    behind = {(each.translation_key, each.locale_id): each for each in found}
    states: dict[tuple[UUID, str], list[TranslationState]] = {}
    for locale_id, code in reader.visibility.locale_codes.items():
        for key, keys in parts.items():
            known = (behind.get((part, locale_id)) for part in keys)
            states[key, code] = [state for state in known if state is not None]
    return states


def _shown(pages: Iterable[BasePage]) -> dict[UUID, set[UUID]]:
    pages = list(pages)
    found = embedded(pages)
    return {page.translation_key: found.get(page.translation_key, set()) for page in pages}
