"""Publish a story with a portrait, in Polish and Ukrainian, full of the argument; prints ids."""

import json
import sys

import django

django.setup()

from cms.content.stories.models import Consent
from tests.factories import ImageFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.translations import translated

if __name__ == "__main__":
    word = sys.argv[1]
    told = dict.fromkeys(("title", "slug", "lead", "person", "origin", "quote"), word)
    image = ImageFactory(title=word)
    story = StoryPageFactory(**told, portrait=image, portrait_alt=word)
    copy = translated(story, "uk", **{**told, "slug": f"{word}-uk"}, portrait_alt=word)
    consent = Consent.objects.of(story.translation_key).get(kind="data")
    made = {
        "pages": [story.pk, copy.pk],
        "paths": [story.url_path, copy.url_path],
        "list": story.get_parent().url_path,
        "image": image.pk,
        "consent": consent.pk,
    }
    json.dump(made, sys.stdout)
