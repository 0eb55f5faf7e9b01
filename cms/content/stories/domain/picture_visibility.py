"""Pictures of stories are public only while the story has both consents.

What is hidden lies in a private collection, so neither its addresses, nor the API, nor any page
shows it; the collection it came from is remembered. Where it is hidden because a consent was
withdrawn or has run out, a portrait goes wherever it is used, also on other pages, and so does a
picture of which somebody has said that it shows the person; with each of them the same file that
was uploaded again. Another picture of the text, or one that nobody has consented to yet, stays
where another public page needs it. What was said to show nobody is
never hidden.
"""

from collections.abc import Iterable
from functools import partial
from typing import Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

from cms.content.stories.enums import ConsentKind
from cms.content.stories.models import (
    Consent,
    HiddenPicture,
    StoryPage,
    StoryPicture,
    kinds_in_force,
)
from cms.core.library.library_usage import index_what_waits
from cms.core.publication.page_locks import lock_rows

from . import picture_copies
from .consent_rules import given_consents, pictures_in_text

# Stands among the editors' collections, so it is named in their language.
COLLECTION_NAME: Final = "Wizerunki bez ważnej zgody"


@transaction.atomic
def note(story: StoryPage, *, is_draft: bool = False) -> None:
    """Remember the pictures of ``story`` as it stands in memory, then settle them.

    ``is_draft``: it is a revision, which readers do not see whatever its page's state is.

    Effects: ``StoryPicture`` rows, and those of :func:`settle`.
    """
    portrait = {story.portrait_id} - {None}
    wanted = portrait | pictures_in_text(story)
    existing = get_image_model().objects.filter(pk__in=wanted).values_list("pk", flat=True)
    for image_id in existing:
        row, _created = StoryPicture.objects.get_or_create(
            translation_key=story.translation_key, image_id=image_id
        )
        if story.live and not is_draft:
            _note_public(row, is_portrait=image_id in portrait)
    if wanted:
        settle(story.translation_key)


@transaction.atomic
def settle(translation_key: UUID) -> None:
    """Hide a story's pictures, or give them back, as its consents of today say. Idempotent.

    Effects of hiding: the image moves to the private collection, its renditions and their files
    are deleted. Effect of giving back: the image returns to the collection it came from.
    """
    missing = set(ConsentKind) - given_consents(translation_key)
    is_lost = bool(missing & lost_consents(translation_key))
    pictures = StoryPicture.objects.filter(translation_key=translation_key)
    if missing and pictures.exists():
        private_collection()  # Before the pictures, as whoever moves one chooses where to first.
    lock_rows(get_image_model().objects.filter(pk__in=pictures.values("image")))
    if missing:
        index_what_waits()
    if is_lost:
        picture_copies.note_copies(translation_key)
    for picture in pictures.select_related("image"):
        if not missing or picture.shows_person is False:
            _give_back(picture)
        elif (is_lost and picture.goes_everywhere) or not _is_used_elsewhere(picture):
            _hide(picture.image)


def lost_consents(translation_key: UUID) -> set[ConsentKind]:
    """Return the kinds of consent that were given once and are not in force today."""
    known = Consent.objects.of(translation_key).true().values_list("kind", flat=True)
    return {ConsentKind(kind) for kind in known} - given_consents(translation_key)


def losing_stories(keys: Iterable[UUID]) -> set[UUID]:
    """Return those of the stories that have lost a consent; two queries for all of them."""
    given = kinds_in_force(keys)
    once = Consent.objects.true().filter(translation_key__in=given)
    return {
        key for key, kind in once.values_list("translation_key", "kind") if kind not in given[key]
    }


def private_collection() -> Collection:
    """Return the collection of hidden pictures, made and closed to the public where it is not."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION_NAME).first()
    collection = found or root.add_child(name=COLLECTION_NAME)
    if not collection.view_restrictions.exists():
        # To members of no group: nobody gets in by this door.
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.GROUPS
        )
    return collection


def is_of_a_story(image_id: int) -> bool:
    """Tell whether a story shows or has ever shown this image."""
    return StoryPicture.objects.filter(image_id=image_id).exists()


def _note_public(row: StoryPicture, *, is_portrait: bool) -> None:
    if not row.was_public or (is_portrait and not row.is_portrait):
        row.was_public = True
        row.is_portrait = row.is_portrait or is_portrait
        row.save(update_fields=["was_public", "is_portrait"])


def _hide(image: AbstractImage) -> None:
    collection = private_collection()
    if image.collection_id == collection.pk:
        return
    HiddenPicture.objects.get_or_create(image=image, defaults={"came_from_id": image.collection_id})
    image.collection = collection
    image.save(update_fields=["collection"])
    _delete_renditions(image)


def _delete_renditions(image: AbstractImage) -> None:
    """Delete all sizes of an image, their files right after the commit.

    Not by Wagtail's job for it: a job would carry the file's name, which may be a person's. A file
    that cannot be deleted has no address any more.
    """
    renditions = list(image.renditions.all())
    image.renditions.all()._raw_delete(image.renditions.db)  # noqa: SLF001  The only way around the signal that adds the job.
    for rendition in renditions:
        rendition.purge_from_cache()
        storage, name = rendition.file.storage, rendition.file.name
        transaction.on_commit(partial(storage.delete, name), robust=True)


def _give_back(picture: StoryPicture) -> None:
    hidden = HiddenPicture.objects.filter(image=picture.image_id).first()
    if hidden is None or _is_lost_to_another(picture):
        return
    image = picture.image
    if image.collection_id == private_collection().pk:  # Unless somebody has moved it by hand.
        image.collection = hidden.came_from or Collection.get_first_root_node()
        image.save(update_fields=["collection"])
    hidden.delete()


def _is_lost_to_another(picture: StoryPicture) -> bool:
    """Tell whether another story with the same picture has lost a consent to it."""
    others = StoryPicture.objects.filter(image=picture.image_id).exclude(pk=picture.pk)
    return any(lost_consents(other.translation_key) for other in others.exclude(shows_person=False))


def _other_stories(picture: StoryPicture) -> list[UUID]:
    others = StoryPicture.objects.filter(image=picture.image_id).exclude(
        translation_key=picture.translation_key
    )
    return list(others.values_list("translation_key", flat=True))


def _is_used_elsewhere(picture: StoryPicture) -> bool:
    """Tell whether somebody else needs the picture.

    That is another story with both consents, another live page, or a snippet.
    """
    if any(given_consents(key) == set(ConsentKind) for key in _other_stories(picture)):
        return True
    references = ReferenceIndex.get_references_to(picture.image)
    pages = references.filter(base_content_type=ContentType.objects.get_for_model(Page))
    if references.exclude(pk__in=pages).exists():
        return True
    ids = {int(found) for found in pages.values_list("object_id", flat=True)}
    others = Page.objects.filter(pk__in=ids, live=True)
    return bool(others.exclude(translation_key=picture.translation_key).exists())
