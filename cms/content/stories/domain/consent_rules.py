"""Which consents a story needs to be public.

Always the one to personal data: a pseudonym does not make a life's story anybody's. The one to the
likeness whenever there is a portrait or any picture in the text: nobody but the editor can tell
whether a picture shows the person, so every picture counts. Pictures that show nobody belong on
other pages, or come with a consent that says so.
"""

from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.content.stories.enums import ConsentKind
from cms.content.stories.models import Consent, StoryPage, StoryPicture
from cms.core import locales
from cms.core.publication.page_locks import lock_rows
from cms.core.publication.publication_conditions import PublicationRefusedError

_REFUSALS = {
    frozenset({ConsentKind.DATA}): _(
        "Not published: a valid consent to personal data is missing. "
        "Record it under “Consents”, then publish again."
    ),
    frozenset({ConsentKind.IMAGE}): _(
        "Not published: the story has pictures, and a valid consent to the use of the likeness is "
        "missing. Record it under “Consents” or take the pictures out, then publish again."
    ),
    frozenset(ConsentKind): _(
        "Not published: valid consents to personal data and to the use of the likeness are "
        "missing. Record them under “Consents”, then publish again."
    ),
}


def refuse_without_consent(instance: object) -> None:
    """Raise PublicationRefusedError if ``instance`` is a story that lacks a consent today.

    Inside a transaction the page and then the consents it rests on are locked until its end: a
    withdrawal that comes in between waits, and then finds the story live.
    """
    if not isinstance(instance, Page) or not issubclass(instance.specific_class, StoryPage):
        return
    if connection.in_atomic_block:
        lock_rows(Page.objects.filter(pk=instance.pk))
        lock_consents(instance.translation_key)
    missing = missing_consents(instance.specific)
    if missing:
        code = "story without consent: " + ", ".join(sorted(missing))
        raise PublicationRefusedError(code, _REFUSALS[frozenset(missing)])


def missing_consents(story: StoryPage) -> set[ConsentKind]:
    """Return the kinds of consent that ``story``, as it stands in memory, needs and has not."""
    return needed_consents(story) - given_consents(story.translation_key)


def needed_consents(story: StoryPage) -> set[ConsentKind]:
    """Return the kinds of consent that ``story`` needs, with the portrait of its source page."""
    if pictures_in_text(story) or portrait_of(story):
        return {ConsentKind.DATA, ConsentKind.IMAGE}
    return {ConsentKind.DATA}


def given_consents(translation_key: UUID) -> set[ConsentKind]:
    """Return the kinds of consent in force today; locks their rows inside a transaction."""
    found = Consent.objects.of(translation_key).in_force()
    if connection.in_atomic_block:
        found = found.order_by("pk").select_for_update()
    return {ConsentKind(consent.kind) for consent in found}


def lock_consents(translation_key: UUID) -> None:
    """Lock the consents to a story, and those to other stories that show the same pictures."""
    own = StoryPicture.objects.filter(translation_key=translation_key).values("image")
    sharing = StoryPicture.objects.filter(image__in=own).values("translation_key")
    wanted = Q(translation_key=translation_key) | Q(translation_key__in=sharing)
    lock_rows(Consent.objects.filter(wanted))


def pictures_in_text(story: StoryPage) -> set[int]:
    """Return the ids of all images that the body refers to: pictures, posters of videos."""
    references = story.body.stream_block.extract_references(story.body)
    return {
        int(found) for model, found, *_paths in references if issubclass(model, get_image_model())
    }


def portrait_of(story: StoryPage) -> int | None:
    """Return the id of the portrait that readers of ``story`` see: the source page's."""
    if story.locale.language_code == locales.SOURCE:
        own: int | None = story.portrait_id
        return own
    source = StoryPage.objects.filter(
        translation_key=story.translation_key, locale__language_code=locales.SOURCE
    ).first()
    found: int | None = (source or story).portrait_id
    return found
