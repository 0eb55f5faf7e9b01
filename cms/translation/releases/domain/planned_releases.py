"""Which planned releases a page or a translation is in."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.core import locales
from cms.translation.releases.enums import ReleaseState
from cms.translation.releases.models import Release


def planned_with(pages: Iterable[Any]) -> QuerySet[Release]:
    """Return the planned releases that ``pages`` are in, the next one first.

    A translation is in a release that its source is in with its language.
    """
    return Release.objects.filter(_is_in(pages), state=ReleaseState.PLANNED).order_by(
        "go_live_at", "pk"
    )


def planned_below(pages: Iterable[Any]) -> QuerySet[Release]:
    """Return the planned releases that ``pages`` or anything below them are in."""
    wanted = Q(pk__in=[])
    for page in pages:
        wanted |= Q(path__startswith=page.path)
    return planned_with(Page.objects.filter(wanted).select_related("locale"))


def _is_in(pages: Iterable[Any]) -> Q:
    wanted = Q(pk__in=[])
    by_language: dict[str, list[Any]] = {}
    for page in pages:
        by_language.setdefault(page.locale.language_code, []).append(page.translation_key)
    for code, keys in by_language.items():
        here = Q(pages__page__translation_key__in=keys)
        wanted |= here if code == locales.SOURCE else here & Q(locales__language_code=code)
    members = Release.objects.filter(wanted)
    return Q(pk__in=members.values("pk"))
