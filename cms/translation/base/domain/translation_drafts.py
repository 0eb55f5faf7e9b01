"""Starting a translation, and turning its segments into a draft."""

from collections.abc import Callable
from typing import Any

from anyascii import anyascii
from django.db import models, transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, PageViewRestriction, Revision
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments.ingest import ingest_segments

from cms.core import locales
from cms.core.redirects import HOME_DEPTH
from cms.translation.base.models import TranslationDraft
from cms.users.models import User

from . import (
    extraction,
    field_validation,
    manual_edits,
    manual_revisions,
    segment_origins,
    segments,
    sources,
    states,
    target_pages,
)
from .errors import SourceNotPublicError


@transaction.atomic
def start(instance: Any, locale: Locale, *, user: User | None = None) -> Translation:
    """Return the translation of ``instance`` into ``locale``, creating what is missing.

    Effects, only where there is no translation yet: stores the source's segments, adds the
    translation and an unpublished object in the target language (and in its parents' place where
    those are missing). What exists is left as it is: a stopped translation stays stopped, nobody's
    work is overwritten.

    Raises SourceNotPublicError unless the source is live and public.
    """
    instance = instance.specific if isinstance(instance, Page) else instance
    if not _is_public(instance):
        raise SourceNotPublicError(str(instance.pk))
    return _start(instance, locale, user=user)


@transaction.atomic
def start_ahead(revision: Revision, locale: Locale, *, user: User | None = None) -> Translation:
    """Start the translation of a page that nobody has seen yet, as ``revision`` says it.

    For what is to be published together with its translations: the same as ``start``, but of a
    draft. Called again, it takes in the text of another revision. Nothing of it can be published
    before the source is. Raises SourceNotPublicError for a page that is live, which ``start`` is
    for: translators work on what readers have; and for a private one.
    """
    page = revision.as_object()
    if page.live or page.locale.language_code != locales.SOURCE or not _is_open(page):
        raise SourceNotPublicError(str(page.pk))
    return _start(page, locale, user=user)


def _start(instance: Any, locale: Locale, *, user: User | None) -> Translation:
    source = _source(instance)
    found = Translation.objects.filter(source=source, target_locale=locale)
    translation = found.first()
    if translation is None:
        Translation.objects.bulk_create(
            [Translation(source=source, target_locale=locale)], ignore_conflicts=True
        )
        translation = found.get()
        translation.source, translation.target_locale = source, locale
        if not _target_exists(instance, locale):
            draft = _save(
                translation,
                original=instance,
                target=_create_target(instance, locale),
                save=target_pages.save_first_revision
                if isinstance(instance, Page)
                else _save_revision,
                user=user,
            )
            states.note_draft(translation, is_machine=draft.machine and not draft.missing)
            return translation
    states.note_started(translation)
    return translation


def _source(instance: Any) -> TranslationSource:
    """Return the stored source; stored again where somebody wrote past publishing."""
    found = TranslationSource.objects.filter(
        object_id=instance.translation_key, locale=instance.locale
    ).first()
    if found is not None and extraction.is_stored(found, instance):
        return found
    source = sources.store(instance)
    states.recompute(source.object_id)
    return source


def _target_exists(instance: Any, locale: Locale) -> bool:
    exists: bool = (
        type(instance)
        .objects.filter(translation_key=instance.translation_key, locale=locale)
        .exists()
    )
    return exists


def _is_public(instance: Any) -> bool:
    if instance.locale.language_code != locales.SOURCE or not instance.live:
        return False
    return not isinstance(instance, Page) or _is_open(instance)


def _is_open(page: Page) -> bool:
    """Tell of a live source page what ``Visibility`` tells, in one query: batches ask for each."""
    above = [page.path[: end * page.steplen] for end in range(1, page.depth + 1)]
    restricted = PageViewRestriction.objects.filter(page__path__in=above)
    return page.url_path.startswith(f"/{locales.SOURCE}/") and not restricted.exists()


def _create_target(instance: Any, locale: Locale) -> Any:
    """Add the unpublished object that is to become the translation; it has no draft yet."""
    if isinstance(instance, Page):
        return target_pages.add(instance, ensure_page(instance.get_parent(), locale), locale)
    target = instance.copy_for_translation(locale)
    target.live = False
    target.live_revision = target.latest_revision = None
    target.first_published_at = target.last_published_at = None
    target.save()
    return target


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
    ``TranslationDraft``. What somebody wrote past the segments since is taken into them before.
    Raises InvalidTranslationError for a text that is too long to store.
    """
    manual_edits.take_in(translation)
    source, locale = translation.source, translation.target_locale
    original, target = source.as_instance(), source.get_translated_instance(locale)
    draft = _save(translation, original=original, target=target, save=_save_revision, user=user)
    return draft.revision


def _save_revision(target: Any, *, user: User | None) -> Revision:
    revision: Revision = target.save_revision(user=user, clean=False)
    return revision


def _save(
    translation: Translation,
    *,
    original: Any,
    target: Any,
    save: Callable[..., Revision],
    user: User | None,
) -> TranslationDraft:
    source, locale = translation.source, translation.target_locale
    found = segments.Segments.load(source, locale)
    copy_synchronised_fields(original, target)
    ingest_segments(original, target, source.locale, locale, list(found.values(locale)))
    if isinstance(target, Page):
        target.alias_of_id = None
        _give_free_slug(target)
    field_validation.refuse_too_long(target)
    unaccepted = segments.unaccepted(source, locale)
    everything, copied = found.digests()
    with manual_revisions.made_from_segments():
        revision = save(target, user=user)
    return TranslationDraft.objects.create(
        revision=revision,
        missing=found.missing(locale),
        machine=[path for path, author in unaccepted if author is None],
        authors=sorted({author for _path, author in unaccepted if author is not None}),
        source_digest=everything,
        origins=segment_origins.from_segments(target, found, copied),
        writers=segment_origins.writers_of_segments(segment_origins.digests_of(target), found),
    )


def _give_free_slug(page: Page) -> None:
    """Give the draft an ASCII slug that no sibling has; a home's is its locale's code."""
    if page.depth > HOME_DEPTH:
        wanted = slugify(anyascii(page.slug)) or slugify(anyascii(page.title))
        page.slug = find_available_slug(page.get_parent(), wanted, ignore_page_id=page.pk)


def ensure_target(translation: Translation) -> bool:
    """Create the object in the target language if there is none; tell whether there was none.

    It has no draft yet: whoever calls this saves one.
    """
    if states.target_of(translation) is not None:
        return False
    _create_target(translation.source.get_source_instance(), translation.target_locale)
    return True


def restore_target(translation: Translation, *, user: User | None = None) -> models.Model:
    """Return the object in the target language, creating a draft where it was deleted."""
    if ensure_target(translation):
        save_draft(translation, user=user)
        states.recompute(translation.source.object_id)
    found: models.Model = translation.get_target_instance()
    return found
