"""Translations as they stand after publication, without the translators' work."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from cms.core.models import BasePage


def translated(page: BasePage, code: str, *, live: bool = True, **fields: Any) -> Any:
    """Return the version of ``page`` in another language, below its parent's version there.

    Parents without a version in that language get a draft one.
    """
    locale = Locale.objects.get(language_code=code)
    page = type(page).objects.get(pk=page.pk)
    parent = page.get_parent().specific
    if not parent.has_translation(locale):
        translated(parent, code, live=False)
    copy = page.copy_for_translation(locale)
    for name, value in fields.items():
        setattr(copy, name, value)
    if live:  # Written directly: publication would want every segment translated.
        copy.live, copy.has_unpublished_changes = True, False
        copy.first_published_at = copy.last_published_at = timezone.now()
    copy.save()
    return type(page).objects.get(pk=copy.pk)
