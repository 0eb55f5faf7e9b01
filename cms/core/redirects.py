"""Where pages used to be, kept as Wagtail's redirects.

Wagtail's own way to write them is switched off: it forgets pages that are unpublished at that
moment, and paths longer than its column end an editor's request with an error on PostgreSQL.
"""

from collections.abc import Iterator
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from . import locales
from .sanitise import safe_url

MAX_PATH: Final = 255  # Wagtail's column.
HOME_DEPTH: Final = 2


def remember(page: Page, path_before: str) -> None:
    """Let the old addresses of ``page`` and of all below it lead to where they are now.

    ``path_before`` is the page's former ``url_path``. Pages never published had no address.
    """
    page = Page.objects.get(pk=page.pk)
    if page.url_path == path_before or page.depth <= HOME_DEPTH:
        return
    known = page.get_descendants(inclusive=True).exclude(first_published_at=None)
    moved = {
        old: pk
        for pk, path in known.values_list("pk", "url_path")
        if len(old := _stored(path_before + path.removeprefix(page.url_path))) <= MAX_PATH
    }
    site = Site.objects.filter(is_default_site=True).first()
    with transaction.atomic():
        _replace(moved, site)


def target(path: str) -> Page | str | None:
    """Return what an old path leads to: a page, public or not, an absolute address, or None.

    The path of an untranslated page in another language is as old as the source's own. One query.
    """
    wanted = [stored for stored in _spellings(path) if len(stored) <= MAX_PATH]
    rows = Redirect.objects.filter(old_path__in=wanted).select_related("redirect_page")
    # Of two redirects from one path, the one that is made for a site counts, as in Wagtail.
    found = {row.old_path: row for row in rows.order_by(F("site").asc(nulls_first=True), "pk")}
    redirect = next((found[stored] for stored in wanted if stored in found), None)
    if redirect is None:
        return None
    return redirect.redirect_page or _absolute(safe_url(redirect.redirect_link))


def inside(location: str) -> str | None:
    """Return the path that an address of our own site has, or None for any other address."""
    path = location.removeprefix(settings.SITE_URL)
    if not path.startswith("/") or path.startswith("//"):
        return None
    return f"/{path.partition('#')[0].partition('?')[0].strip('/')}/"


def _absolute(link: str) -> str | None:
    if link.startswith("/") and not link.startswith("//"):
        return locales.html_url(link)
    return link if link.startswith(("http://", "https://")) else None


def _spellings(path: str) -> Iterator[str]:
    yield _stored(path)
    if locales.locale_of_path(path):
        yield _stored(locales.in_locale(path, locales.SOURCE))


def _stored(path: str) -> str:
    """Return a path as Wagtail stores it: without the slash at its end."""
    return path.rstrip("/") or "/"


def _replace(moved: dict[str, int], site: Site | None) -> None:
    """Store redirects by old path; an editor's own redirect from the same path stays."""
    old = Redirect.objects.filter(old_path__in=moved)
    old.filter(automatically_created=True).delete()
    taken = set(old.values_list("old_path", flat=True))
    Redirect.objects.bulk_create(
        Redirect(old_path=path, site=site, redirect_page_id=pk, automatically_created=True)
        for path, pk in moved.items()
        if path not in taken
    )
