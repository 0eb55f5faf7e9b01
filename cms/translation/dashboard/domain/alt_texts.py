"""Descriptions of pictures (alternative texts), counted by themselves."""

from typing import Final
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Length, Replace
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation

from cms.core import locales as known_locales
from cms.translation.base.domain.outdated_snippets import Place
from cms.translation.base.domain.translation_progress import TranslationProgress

# Content paths: a field such as ``hero_alt``, or ``alt`` in a block.
PATH: Final = r"(^|[._])alt$"
_SPACE: Final = Value(" ")


def described() -> set[UUID]:
    """Return the translation keys of sources that have pictures with descriptions; one query."""
    found = StringSegment.objects.filter(
        context__path__regex=PATH, source__locale__language_code=known_locales.SOURCE
    )
    return set(found.values_list("source__object_id", flat=True))


def counts(locales: list[Locale], keys: list[UUID]) -> dict[Place, TranslationProgress]:
    """Count the descriptions by (translation key, locale's pk) as translated or missing.

    What a machine wrote is ``machine`` and open. Two queries.
    """
    spaces = Length("string__data") - Length(Replace("string__data", _SPACE))
    segments = StringSegment.objects.filter(
        source__object__in=keys, context__path__regex=PATH
    ).annotate(words=spaces + 1)
    states = _states(locales, keys)
    found: dict[Place, TranslationProgress] = {}
    for key, context, string, words in segments.values_list(
        "source__object_id", "context_id", "string_id", "words"
    ):
        for locale in locales:
            count = found.setdefault((key, locale.pk), TranslationProgress())
            state = states.get((locale.pk, context, string), "missing")
            count.segments += 1
            count.words += words
            setattr(count, state, getattr(count, state) + 1)
            count.open_words += words if state != "translated" else 0
    return found


def _states(locales: list[Locale], keys: list[UUID]) -> dict[tuple[int, int, int], str]:
    rows = StringTranslation.objects.filter(
        locale__in=locales,
        context__object__in=keys,
        context__path__regex=PATH,
        has_error=False,
    ).exclude(data="")
    return {
        (locale_id, context, string): "machine" if kind == "machine" else "translated"
        for locale_id, context, string, kind in rows.values_list(
            "locale_id", "context_id", "translation_of_id", "translation_type"
        )
    }
