"""Pages that are behind because a snippet that they show is: which, in which language."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.core.models import BasePage, TranslationState, TranslationStatus
from cms.delivery.documents.embedded_snippets import shown_by

Place = tuple[UUID, int]  # Translation key, the locale's pk.


@dataclass(frozen=True, slots=True)
class OutdatedSnippet:
    """A service, audience or term whose translation is behind, ``since`` (UTC).

    ``name`` is what people call it, with its kind; ``translation_id`` leads to the work on it.
    """

    name: str
    translation_id: int
    since: datetime | None


def behind_parts(
    pages: Mapping[type[BasePage], Collection[UUID]], locales: Iterable[Locale]
) -> dict[Place, list[OutdatedSnippet]]:
    """Return the snippets that are behind by the pages that show them, given by type and key.

    A query for each field of ``shown_snippets``, and two more where something is shown.
    """
    shown = shown_by(pages)
    parts = _behind(set().union(*shown.values()), list(locales)) if shown else {}
    found: dict[Place, list[OutdatedSnippet]] = {}
    for page, keys in shown.items():
        for (key, locale_id), part in parts.items():
            if key in keys:
                found.setdefault((page, locale_id), []).append(part)
    return found


def _behind(keys: set[UUID], locales: list[Locale]) -> dict[Place, OutdatedSnippet]:
    since = {
        (state.translation_key, state.locale_id): state.behind_since
        for state in TranslationState.objects.filter(
            translation_key__in=keys, locale__in=locales, status=TranslationStatus.BEHIND
        )
    }
    if not since:
        return {}
    rows = Translation.objects.filter(
        source__object__in={key for key, _locale in since}, target_locale__in=locales
    ).select_related("source")
    return {
        place: OutdatedSnippet(_name(row.source), row.pk, since[place])
        for row in rows.order_by("source__object_repr")
        if (place := (row.source.object_id, row.target_locale_id)) in since
    }


def _name(source: Any) -> str:
    content_type = ContentType.objects.get_for_id(source.specific_content_type_id)
    model: Any = content_type.model_class()
    return f"{capfirst(str(model._meta.verbose_name))}: {source.object_repr}"
