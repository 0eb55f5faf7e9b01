"""What happens to translations when something happens to their source.

A page, alert or other source that is unpublished, deleted, made private or moved takes its
translations along, in the same transaction: what the public may not read in Polish it may not read
in any language.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision
from wagtail_localize.models import TranslationSource

from cms.core import locales
from cms.core.models import TranslationState
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.models import TakenDown

from . import states, translation_drafts
from .errors import TranslationError
from .republication import bring_back, keep_live_text


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
    """Unpublish every live translation of ``instance``; their drafts and segments stay.

    What was live is noted, and comes back with the source.
    """
    for translation in translations_of(instance):
        if translation.live:
            TakenDown.objects.create(
                translation_key=instance.translation_key,
                locale=translation.locale,
                revision_id=translation.live_revision_id or keep_live_text(translation),
            )
            translation.unpublish(log_action="wagtail.unpublish")
    states.recompute(instance.translation_key)


@transaction.atomic
def bring_back_with_source(instance: Any) -> None:
    """Publish again what went off-line with ``instance``, which is live now.

    Each comes back with the text it had, behind where the source says something else by now. What
    is refused (a consent is missing, somebody reviews it) stays down until the next publication.
    """
    down = TakenDown.objects.filter(translation_key=instance.translation_key, back_at=None)
    for row in down.select_related("revision", "locale").order_by("pk") if instance.live else ():
        target = instance.get_translation_or_none(row.locale)
        if target is not None and row.revision is not None and not target.live:
            _try_to_bring_back(row.revision)


def _try_to_bring_back(revision: Revision) -> None:
    try:
        with transaction.atomic():
            bring_back(revision, user=None)
    except (PublicationRefusedError, TranslationError):
        return


def note_back(translation: Any) -> None:
    """Note that a translation is live again, by whichever way: it does not come back twice."""
    if translation.live:
        down = TakenDown.objects.filter(
            translation_key=translation.translation_key, locale=translation.locale, back_at=None
        )
        down.update(back_at=timezone.now())


@transaction.atomic
def end_with_source(instance: Any) -> None:
    """Take everything down after its source was deleted; nothing is left of states and notes."""
    unpublish_with_source(instance)
    key = instance.translation_key
    TranslationState.objects.filter(translation_key=key).delete()
    TakenDown.objects.filter(translation_key=key).delete()


@transaction.atomic
def move_with_source(page: Page) -> None:
    """Put every translation of ``page`` below the translation of its new parent."""
    parent = page.get_parent()
    for translation in translations_of(page):
        target_parent = translation_drafts.ensure_page(parent, translation.locale)
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
