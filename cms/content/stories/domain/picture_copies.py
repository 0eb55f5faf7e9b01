"""Pictures that no story has and that may show its person all the same.

That is the same file uploaded once more, and what is called by the person's name. Whom other
pictures show only people can tell.
"""

import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet
from wagtail.images import get_image_model

from cms.content.stories.models import StoryPage, StoryPicture

# Of what a withdrawal takes from other pages too, as StoryPicture.goes_everywhere says it.
GOES_EVERYWHERE: Final = Q(shows_person=True) | Q(shows_person=None, is_portrait=True)
SHORTEST_NAME: Final = 3  # letters; a shorter one is in every second title
MOST: Final = 50
_ENDING: Final = re.compile(r"[aeiouyаеиіїоуэюя]$")  # Slavic languages decline names.


def copies(translation_key: UUID) -> Iterator[StoryPicture]:
    """Yield what a story's pictures would be under their other uploads, not saved."""
    rows = list(
        StoryPicture.objects.filter(translation_key=translation_key)
        .exclude(image__file_hash="")
        .annotate(file_hash=F("image__file_hash"))
    )
    originals = {row.file_hash: row for row in sorted(rows, key=lambda row: row.goes_everywhere)}
    known = {row.image_id for row in rows}
    for image in get_image_model().objects.filter(file_hash__in=originals).exclude(pk__in=known):
        row = originals[image.file_hash]
        yield StoryPicture(
            translation_key=translation_key,
            image=image,
            is_portrait=row.is_portrait,
            was_public=row.was_public,
            shows_person=row.shows_person,
        )


def note_copies(translation_key: UUID) -> None:
    """Have other uploads of what goes everywhere go with it."""
    for copy in copies(translation_key):
        if copy.goes_everywhere:
            StoryPicture.objects.get_or_create(
                translation_key=translation_key,
                image=copy.image,
                defaults={
                    "is_portrait": copy.is_portrait,
                    "was_public": copy.was_public,
                    "shows_person": copy.shows_person,
                },
            )


def named(translation_key: UUID) -> Iterator[StoryPicture]:
    """Yield pictures whose title or description has the person's name, not saved."""
    for image in _called(_names(translation_key)).exclude(
        pk__in=StoryPicture.objects.filter(translation_key=translation_key).values("image")
    )[:MOST]:
        yield StoryPicture(translation_key=translation_key, image=image)


def stories_with(image: Any) -> set[UUID]:  # noqa: ANN401  Any model of images.
    """Return the stories that another upload of this file goes with everywhere."""
    if not image.file_hash:
        return set()
    found = StoryPicture.objects.filter(GOES_EVERYWHERE, image__file_hash=image.file_hash)
    return set(found.exclude(image=image.pk).values_list("translation_key", flat=True))


def _names(translation_key: UUID) -> set[str]:
    known = StoryPage.objects.filter(translation_key=translation_key).values_list("person")
    return {name.strip() for (name,) in known if len(name.strip()) >= SHORTEST_NAME}


def _called(names: set[str]) -> QuerySet[Any]:
    """Return the images that have a name in any case as a word of their own."""
    images: QuerySet[Any] = get_image_model().objects.order_by("pk")
    wanted = Q(pk__in=[])
    for name in names:
        pattern = rf"(^|[^\w]){re.escape(_ENDING.sub('', name))}\w{{0,3}}([^\w]|$)"
        wanted |= Q(title__iregex=pattern) | Q(description__iregex=pattern)
    return images.filter(wanted)
