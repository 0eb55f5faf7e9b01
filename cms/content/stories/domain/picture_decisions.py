"""Whether a picture shows the person: what somebody has decided who looked at it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex

from cms.content.stories.models import StoryPicture
from cms.core import erasure_ledger
from cms.core.library.library_usage import index_what_waits
from cms.users.models import User

from . import picture_copies, picture_visibility

LEDGER: Final = "stories.pictures"
DECIDE: Final = "stories.picture.decide"  # As Wagtail's log has it.


@dataclass(frozen=True, slots=True)
class Used:
    """A picture of a story, and the pages and snippets beyond the story that use it."""

    picture: StoryPicture
    places: list[Any]

    @property
    def goes(self) -> bool:
        """What is proposed: it goes if readers saw it in the story, until somebody decides."""
        known = self.picture.shows_person
        return self.picture.was_public if known is None else known


def used(translation_key: UUID) -> list[Used]:
    """Return the pictures of a story with the places where else each of them is used.

    After them pictures that somewhere else may show the person: not saved before somebody decides.
    """
    index_what_waits()
    found = StoryPicture.objects.filter(translation_key=translation_key).select_related("image")
    own = [Used(picture, _places(picture)) for picture in found.order_by("pk")]
    copies = list(picture_copies.copies(translation_key))
    known = {copy.image_id for copy in copies}
    named = [one for one in picture_copies.named(translation_key) if one.image_id not in known]
    return own + [one for each in (*copies, *named) if (one := Used(each, _places(each))).places]


def digest(shown: list[Used]) -> str:
    """Return what a person saw before deciding, as one word."""
    seen = [
        (each.picture.image_id, [(place._meta.label, place.pk) for place in each.places])
        for each in shown
    ]
    return hashlib.blake2b(repr(seen).encode(), digest_size=12).hexdigest()


@transaction.atomic
def decide(translation_key: UUID, shows: Mapping[int, bool], *, user: User | None) -> None:
    """Note which pictures show the person, by image id, and settle the story's pictures.

    Effects: an entry in the ledger and one in the image's log for each that was decided otherwise
    before, those of ``pictures.settle``. Where a consent is missing, what shows nobody comes back.
    A picture that the story never had becomes one of its pictures if it shows the person.
    """
    _add(translation_key, {pk for pk, is_shown in shows.items() if is_shown})
    found = StoryPicture.objects.filter(translation_key=translation_key, image__in=list(shows))
    for row in found.select_for_update(of=("self",)).select_related("image"):
        if row.shows_person is not shows[row.image_id]:
            _decide(row, shows[row.image_id], user)
    picture_visibility.settle(translation_key)


def decide_again(facts: erasure_ledger.Facts) -> None:
    """Decide in restored data what was decided after it was copied."""
    by = User.objects.filter(pk=facts["by"]).first()
    decide(UUID(facts["story"]), {int(facts["image"]): facts["shows"] == "yes"}, user=by)


def _add(translation_key: UUID, image_ids: set[int]) -> None:
    for pk in get_image_model().objects.filter(pk__in=image_ids).values_list("pk", flat=True):
        StoryPicture.objects.get_or_create(translation_key=translation_key, image_id=pk)


def _decide(row: StoryPicture, shows: bool, user: User | None) -> None:
    erasure_ledger.record(
        LEDGER,
        story=str(row.translation_key),
        image=str(row.image_id),
        shows="yes" if shows else "no",
        by=str(user.pk if user else 0),
    )
    row.shows_person = shows
    row.save(update_fields=["shows_person"])
    # Without the title, which may be a person's name.
    label = f"#{row.image_id}"
    log(instance=row.image, action=DECIDE, user=user, title=label, data={"shows_person": shows})


def _places(picture: StoryPicture) -> list[Any]:
    """Return the pages and snippets that use a picture: pages first, the live ones first."""
    references = ReferenceIndex.get_references_to(picture.image)
    page_type = ContentType.objects.get_for_model(Page)
    rows = set(references.values_list("base_content_type", "object_id"))
    pages = Page.objects.filter(pk__in=[int(pk) for kind, pk in rows if kind == page_type.pk])
    others = pages.exclude(translation_key=picture.translation_key).select_related("locale")
    snippets = [
        ContentType.objects.get_for_id(kind).get_object_for_this_type(pk=pk)
        for kind, pk in sorted(rows)
        if kind != page_type.pk
    ]
    return [*others.order_by("-live", "pk"), *snippets]
