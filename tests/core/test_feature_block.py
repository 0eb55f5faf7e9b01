"""A page shown large: its own picture and words, and nothing once it is not public."""

import json

import pytest

from cms.delivery import documents
from tests.factories import ContentPageFactory, ImageFactory
from tests.factories.bodies import body
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db


def features(page: object) -> list[dict[str, object]]:
    found = json.loads(documents.by_id(page.pk).body)["body"]
    return [block["value"] for block in found if block["type"] == "feature"]


def test_a_page_brings_its_first_picture_and_its_lead() -> None:
    picture = {"image": ImageFactory().pk, "alt": "Klucze", "caption": ""}
    shown = ContentPageFactory(lead="Zanim podpiszesz.", body=body(("image", picture)))
    page = ContentPageFactory(body=body(("feature", {"label": "Warto", "page": shown.pk})))
    (value,) = features(page)
    assert (value["label"], value["teaser"], value["image"]["alt"]) == (
        "Warto",
        "Zanim podpiszesz.",
        "Klucze",
    )
    assert value["page"]["id"] == shown.pk


def test_a_story_brings_the_portrait_and_the_persons_words() -> None:
    story = StoryPageFactory(quote="Zostaję.", portrait=ImageFactory(), portrait_alt="Uśmiech")
    page = ContentPageFactory(body=body(("feature", {"label": "", "page": story.pk})))
    (value,) = features(page)
    assert (value["teaser"], value["image"]["alt"]) == ("Zostaję.", "Uśmiech")


def test_a_page_that_goes_takes_its_picture_along() -> None:
    shown = ContentPageFactory()
    page = ContentPageFactory(body=body(("feature", {"label": "", "page": shown.pk})))
    shown.unpublish()
    assert features(page) == []
