"""Fills wagtail-localize's segment store, so that translators find the demo's translations."""

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from .segments import pairs


def fill_translation(source_object: Any, target_object: Any, locale: Locale) -> Translation:
    """Store the texts of ``target_object`` as translations of ``source_object``'s segments.

    ``target_object`` is the same object in ``locale``; it need not be saved. Returns the
    translation, complete and not published.
    """
    source, _created = TranslationSource.update_or_create_from_instance(source_object)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    texts = _texts(source_object, target_object)
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=texts[segment.context.path, segment.string.data],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for segment in _distinct(source)
        ],
        ignore_conflicts=True,
    )
    return translation


def _texts(source_object: Any, target_object: Any) -> dict[tuple[str, str], str]:
    return {
        (path, text): translated for path, text, translated in pairs(source_object, target_object)
    }


def _distinct(source: TranslationSource) -> list[StringSegment]:
    """Return one segment for each string in its context: a text may stand there twice."""
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    return list({(s.context_id, s.string_id): s for s in segments}.values())
