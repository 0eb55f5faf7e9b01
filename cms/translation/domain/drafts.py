"""Starting a translation, and turning its segments into a draft."""

from typing import Any, Final

from anyascii import anyascii
from django.db import models, transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from cms.core import locales
from cms.core.representations.visibility import Visibility
from cms.translation.models import TranslationDraft
from cms.users.models import User

from . import fitting, segments, states
from .errors import SourceNotPublicError

HOME_DEPTH: Final = 2


@transaction.atomic
def start(instance: Any, locale: Locale, *, user: User | None = None) -> Translation:
    """Return the translation of ``instance`` into ``locale``, creating what is missing.

    Effects, only where there is no translation yet: stores the source's segments, adds the
    translation and an unpublished object in the target language (and in its parents' place where
    those are missing), copies the source's view restrictions. What exists is left as it is: a
    stopped translation stays stopped, nobody's work is overwritten.

    Raises SourceNotPublicError unless the source is live and public.
    """
    instance = instance.specific if isinstance(instance, Page) else instance
    if not _is_public(instance):
        raise SourceNotPublicError(str(instance.pk))
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    translation, created = Translation.objects.get_or_create(source=source, target_locale=locale)
    if created and states.target_of(translation) is None:
        _create_target(instance, locale)
        source.update_target_view_restrictions(locale)
        save_draft(translation, user=user)
    states.recompute(source.object_id)
    return translation


def _is_public(instance: Any) -> bool:
    if instance.locale.language_code != locales.SOURCE:
        return False
    return Visibility.load().allows(instance) if isinstance(instance, Page) else instance.live


def _create_target(instance: Any, locale: Locale) -> None:
    if isinstance(instance, Page):
        _copy_page(instance, locale)
        return
    target = instance.copy_for_translation(locale)
    target.live = False
    target.live_revision = target.latest_revision = None
    target.first_published_at = target.last_published_at = None
    target.save()


def ensure_page(source: Page, locale: Locale) -> Page:
    """Return the translation of ``source``: what exists, or one that is started now.

    Of a source that is not public yet only an unpublished copy is made, to hold its children.
    """
    page: Page | None = source.get_translation_or_none(locale)
    if page is None and _is_public(source):
        start(source, locale)
        page = source.get_translation(locale)
    return page or _copy_page(source, locale)


def _copy_page(source: Page, locale: Locale) -> Page:
    """Copy ``source`` unpublished; Wagtail's ``copy_parents`` would make live aliases in Polish."""
    ensure_page(source.get_parent(), locale)
    return source.specific.copy_for_translation(locale)


@transaction.atomic
def save_draft(translation: Translation, *, user: User | None = None) -> Revision:
    """Save the translation's present segments as a draft; the live object is not touched.

    Untranslated segments hold the source's text in the draft, which is why the draft remembers
    them: it cannot be published. Effects: a new revision, the object's draft fields, a
    ``TranslationDraft``. Raises InvalidTranslationError for a text that is too long to store.
    """
    source, locale = translation.source, translation.target_locale
    target = source.get_ephemeral_translated_instance(locale, fallback=True)
    if isinstance(target, Page):
        target.alias_of_id = None
        _give_free_slug(target)
    fitting.refuse_too_long(target)
    revision = target.save_revision(user=user, clean=False)
    unaccepted = segments.unaccepted(source, locale)
    TranslationDraft.objects.create(
        revision=revision,
        missing=segments.missing(source, locale),
        machine=[path for path, author in unaccepted if author is None],
        authors=sorted({author for _path, author in unaccepted if author is not None}),
        source_digest=segments.digest(source),
    )
    return revision


def _give_free_slug(page: Page) -> None:
    """Give the draft an ASCII slug that no sibling has; a home's is its locale's code."""
    if page.depth > HOME_DEPTH:
        wanted = slugify(anyascii(page.slug)) or slugify(anyascii(page.title))
        page.slug = find_available_slug(page.get_parent(), wanted, ignore_page_id=page.pk)


def restore_target(translation: Translation, *, user: User | None = None) -> models.Model:
    """Return the object in the target language, creating a draft where it was deleted."""
    target = states.target_of(translation)
    if target is None:
        _create_target(translation.source.get_source_instance(), translation.target_locale)
        save_draft(translation, user=user)
        target = translation.get_target_instance()
    return target
