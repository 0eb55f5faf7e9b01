"""Puts our service in the place of wagtail-localize's, at one place.

wagtail-localize writes the live row when it saves a draft, publishes with the source's text where
a translation is missing, and overwrites or re-enables what exists when a page is submitted again.
Its views keep working; what they call does the right thing.
"""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Locale, Page, TaskState
from wagtail_localize import synctree
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from cms.core.publication import publication_conditions
from cms.core.publication.page_actions import SCHEDULED
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.users.models import User

from . import permissions, publication, review_workflow, sources, translation_drafts
from .errors import AliasError, LocaleNotAllowedError, SourceNotPublicError, TranslationError

_upstream_publish: Final = PublishRevisionAction.execute
_upstream_approve: Final = TaskState.approve
_upstream_alias: Final = CreatePageAliasAction.execute
_upstream_copy: Final = CopyPageAction.execute
_upstream_import: Final = Translation.import_po
_upstream_refresh: Final = TranslationSource.refresh_segments


def _save_target(self: Translation, user: User | None = None, publish: bool = True) -> None:
    """Publish as ``user`` may: “sync and publish” of the source is no way around a review.

    Raises LocaleNotAllowedError for a user without rights in the language.
    """
    if not publish:
        translation_drafts.save_draft(self, user=user)
    elif user is None:
        publication.publish(self)
    elif permissions.may_publish(user, self.target_locale):
        review_workflow.approve(self, user=user)
    else:
        raise LocaleNotAllowedError(self.target_locale)


def _create_or_update_translation(
    self: TranslationSource,
    locale: Locale,
    user: User | None = None,
    publish: bool = True,
    **_options: Any,
) -> tuple[Any, bool]:
    translation, created = Translation.objects.get_or_create(source=self, target_locale=locale)
    translation_drafts.restore_target(translation, user=user)
    _save_target(translation, user=user, publish=publish)
    return translation.get_target_instance(), created


def _create_translations(
    self: TranslationCreator,
    instance: Any,
    include_related_objects: bool = True,  # noqa: ARG001  Upstream's signature.
) -> None:
    """Start what is missing; skip what is a draft, private, or translated already."""
    instance = instance.specific if isinstance(instance, Page) else instance
    for locale in self.target_locales:
        if locale.pk == instance.locale_id:
            continue
        try:
            translation = translation_drafts.start(instance, locale, user=self.user)
        except SourceNotPublicError:
            return
        self.mappings[translation.source].append(translation)


@functools.wraps(_upstream_publish)
def _publish(self: PublishRevisionAction, *args: Any, **kwargs: Any) -> Any:
    """Ask for the right and the gates, then publish. Every way to publish ends in this action."""
    self.check(*args, **kwargs)
    try:
        with transaction.atomic():  # Who stands for a text is noted when it goes live, or not.
            publication.refuse_unfit(self.revision, user=self.user)
            publication_conditions.ask(self.object)
            return _upstream_publish(self, *args, **kwargs)
    except (TranslationError, PublicationRefusedError) as refusal:
        if self.log_action != SCHEDULED:
            raise
        publication.withdraw_schedule(self.revision, refusal)
        return None


@functools.wraps(_upstream_approve)
def _approve(self: TaskState, user: User | None = None, *args: Any, **kwargs: Any) -> Any:
    """Let nobody approve their own translation, note who read it, then approve.

    One after another: a second approval finds the step decided.
    """
    with transaction.atomic():
        status = TaskState.objects.select_for_update().get(pk=self.pk).status
        if status != TaskState.STATUS_IN_PROGRESS:
            raise PermissionDenied
        review_workflow.note_approval(self, user)
        return _upstream_approve(self, user, *args, **kwargs)


@functools.wraps(_upstream_copy)
def _copy(self: CopyPageAction, *args: Any, **kwargs: Any) -> Any:
    """Copy all or nothing: one page of a section may be refused publication."""
    with transaction.atomic():
        return _upstream_copy(self, *args, **kwargs)


@functools.wraps(_upstream_alias)
def _alias(self: CreatePageAliasAction, *args: Any, **kwargs: Any) -> Any:
    """Refuse an alias in another language: it is live, with the source's text, at once."""
    parent = self.parent or self.page.get_parent()
    wanted = self.update_locale or self.page.locale
    if wanted != self.page.locale or (not parent.is_root() and parent.locale != wanted):
        raise AliasError(str(self.page))
    return _upstream_alias(self, *args, **kwargs)


@functools.wraps(synctree.synchronize_tree)
def _mirror_no_tree(*_args: Any, **_kwargs: Any) -> None:
    """Do nothing; under upstream's name, by which it may be enqueued as a job."""


def _make_no_aliases(*_args: Any, **_kwargs: Any) -> None:
    """Leave the tree of a language that is kept in step with another as it is."""


@functools.wraps(_upstream_import)
def _import_po(self: Translation, po: Any, *args: Any, **kwargs: Any) -> Any:
    """Import what translators were sure of; “fuzzy” is how PO files mark the rest."""
    po[:] = [entry for entry in po if not entry.fuzzy]
    return _upstream_import(self, po, *args, **kwargs)


@functools.wraps(_upstream_refresh)
def _refresh_segments(self: TranslationSource) -> None:
    """Store the source's segments, and remember what each string was before."""
    sources.refresh(self)


_REPLACED: Final[tuple[tuple[Any, str, Callable[..., Any]], ...]] = (
    (Translation, "save_target", _save_target),
    (TranslationSource, "create_or_update_translation", _create_or_update_translation),
    (TranslationCreator, "create_translations", _create_translations),
    (PublishRevisionAction, "execute", _publish),
    (TaskState, "approve", _approve),
    (CreatePageAliasAction, "execute", _alias),
    (CopyPageAction, "execute", _copy),
    (synctree, "synchronize_tree", _mirror_no_tree),
    (synctree, "create_aliases_for_new_page", _make_no_aliases),
    (Translation, "import_po", _import_po),
    (TranslationSource, "refresh_segments", _refresh_segments),
)
_ORIGINALS: Final = tuple(
    (owner, name, inspect.unwrap(getattr(owner, name))) for owner, name, _ours in _REPLACED
)


def replace() -> None:
    """Put our functions in place; called once, when the application is ready."""
    for owner, name, ours in _REPLACED:
        setattr(owner, name, ours)


@contextmanager
def unguarded() -> Iterator[None]:
    """Give upstream its own functions back for a while: how tests show what the guard is for."""
    for owner, name, original in _ORIGINALS:
        setattr(owner, name, original)
    try:
        yield
    finally:
        replace()
