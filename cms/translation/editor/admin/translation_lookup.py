"""The translation an address is about."""

from django.shortcuts import get_object_or_404
from wagtail_localize.models import Translation


def find_translation(translation_id: int) -> Translation:
    """Return a running translation with what every view reads of it, or raise Http404."""
    translation: Translation = get_object_or_404(
        Translation.objects.select_related(
            "source__specific_content_type", "source__locale", "target_locale"
        ),
        pk=translation_id,
        enabled=True,
    )
    return translation
