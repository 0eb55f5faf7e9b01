"""Telling that live translations no longer say what their source says."""

from uuid import UUID

from wagtail.models import Locale

from cms.core.models import TranslationState, TranslationStatus
from cms.translation.base import signals

from . import urgency
from .translation_progress import TranslationProgress, counts


def announce(translation_key: UUID) -> None:
    """Send ``fell_behind`` for each language that is behind; called once a change of the source.

    ``segments`` counts what waits for a translator: none where only an address or a picture, which
    translations take over as it is, has changed.
    """
    behind = TranslationState.objects.filter(
        translation_key=translation_key, status=TranslationStatus.BEHIND
    )
    found = Locale.objects.filter(pk__in=behind.values("locale")).order_by("pk")
    waiting = counts(found, keys=[translation_key])
    for locale in found:
        count = waiting.get((translation_key, locale.pk), TranslationProgress())
        signals.fell_behind.send(
            sender=TranslationState,
            translation_key=translation_key,
            locale=locale,
            segments=count.missing + count.needs_revision,
            urgent=urgency.is_urgent(),
        )
