"""Whose words stay with their story: those of people whose consent is not in force."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail_localize.models import TranslationSource

from cms.content.stories.enums import ConsentKind
from cms.content.stories.models import Consent, StoryPage
from cms.core import locales


def withheld() -> QuerySet[Any]:
    """Return the translation keys of stories that are deleted or have no consent to data today.

    What was sent to translation outlives its page, so a deleted story is still known there.
    """
    consented = Consent.objects.in_force().filter(kind=ConsentKind.DATA)
    told = StoryPage.objects.filter(
        translation_key__in=consented.values("translation_key"),
        locale__language_code=locales.SOURCE,
    )
    story = ContentType.objects.get_for_model(StoryPage)
    sources = TranslationSource.objects.filter(specific_content_type=story)
    found: QuerySet[Any] = sources.exclude(object__in=told.values("translation_key"))
    return found.values("object")
