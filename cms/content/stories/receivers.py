"""Signals that lead to the stories' domain, each in the same transaction."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save, pre_save
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, Revision

from cms.core.publication import publication_conditions

from .domain import picture_copies, picture_visibility
from .models import Consent, StoryPage

# Who writes none of these columns changes nothing that a consent is about.
_WATCHED = frozenset({"live", "portrait", "portrait_id", "body"})
_SENDERS = (StoryPage, Page)


def connect() -> None:
    """Connect all receivers; called once, when the application is ready."""
    for sender in _SENDERS:
        pre_save.connect(guard_live, sender=sender, dispatch_uid="stories.guard_live")
    post_save.connect(on_story, sender=StoryPage, dispatch_uid="stories.on_story")
    post_save.connect(on_revision, sender=Revision, dispatch_uid="stories.on_revision")
    image = get_image_model()
    post_save.connect(on_image, sender=image, dispatch_uid="stories.on_image")
    post_save.connect(on_consent, sender=Consent, dispatch_uid="stories.on_consent")


def let_go() -> None:
    """Guard nothing: how tests show what the guard is for."""
    for sender in _SENDERS:
        pre_save.disconnect(sender=sender, dispatch_uid="stories.guard_live")


def guard_live(
    instance: Page,
    *,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_kwargs: object,
) -> None:
    """Refuse to write a live story without its consents, also past the publishing action.

    Copies and aliases are written live in this way. Raises PublicationRefusedError.
    """
    if raw or not instance.live:
        return
    if update_fields is None or _WATCHED & set(update_fields):
        publication_conditions.ask(instance)


def on_story(
    instance: StoryPage,
    *,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_kwargs: object,
) -> None:
    """Note the pictures of a story's row."""
    if not raw and (update_fields is None or _WATCHED & set(update_fields)):
        picture_visibility.note(instance)


def on_revision(instance: Revision, *, created: bool, raw: bool = False, **_kwargs: object) -> None:
    """Note the pictures of a draft, which the story's row may never have had."""
    if created and not raw and instance.content_type_id == _story_type().pk:
        picture_visibility.note(instance.as_object(), is_draft=True)


def on_image(
    instance: AbstractImage,
    *,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_kwargs: object,
) -> None:
    """Hide what is uploaded again after its consent has ended; somebody may not know of that."""
    if not raw and (update_fields is None or "file_hash" in update_fields):
        for translation_key in picture_copies.stories_with(instance):
            picture_visibility.settle(translation_key)


def on_consent(instance: Consent, *, raw: bool = False, **_kwargs: object) -> None:
    """Give the pictures of the story back, or hide them."""
    if not raw:
        picture_visibility.settle(instance.translation_key)


def _story_type() -> ContentType:
    return ContentType.objects.get_for_model(StoryPage)
