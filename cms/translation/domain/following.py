"""What happens to translations when something happens to their source.

A page, alert or other source that is unpublished, deleted, made private or moved takes its
translations along, in the same transaction: what the public may not read in Polish it may not read
in any language.
"""

from typing import Any

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from cms.core import locales

from . import drafts, states


def is_source(instance: Any) -> bool:
    """Tell whether ``instance`` is written in the source language."""
    code: str = instance.locale.language_code
    return code == locales.SOURCE


def translations_of(instance: Any) -> list[Any]:
    """Return the translations of a page or snippet, as their own types."""
    found = instance.get_translations().exclude(locale__language_code=locales.SOURCE)
    return list(found.specific() if isinstance(instance, Page) else found)


@transaction.atomic
def unpublish_with_source(instance: Any) -> None:
    """Unpublish every live translation of ``instance``; their drafts and segments stay."""
    for translation in translations_of(instance):
        if translation.live:
            translation.unpublish(log_action="wagtail.unpublish")
    states.recompute(instance.translation_key)


@transaction.atomic
def move_with_source(page: Page) -> None:
    """Put every translation of ``page`` below the translation of its new parent."""
    parent = page.get_parent()
    for translation in translations_of(page):
        target_parent = drafts.ensure_page(parent, translation.locale)
        if translation.get_parent().pk != target_parent.pk:
            _move(translation, target_parent)


def _move(page: Page, parent: Page) -> None:
    """Move ``page``, under another slug where a sibling-to-be has its own."""
    slug = find_available_slug(parent, page.slug)
    Page.objects.filter(pk=page.pk).update(slug=slug)
    Page.objects.get(pk=page.pk).move(parent, pos="last-child")


@transaction.atomic
def restrict_with_source(page: Page) -> None:
    """Give the translations of ``page`` the view restrictions it has now."""
    for translation in translations_of(page):
        TranslationSource().sync_view_restrictions(page, translation)
