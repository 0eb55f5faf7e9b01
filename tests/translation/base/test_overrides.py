"""What a translator may put in the place of an address, an e-mail, a picture or a page."""

from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from cms.translation.base.domain import publication, translation_drafts
from cms.users import roles
from tests.factories import ContentPageFactory, ImageFactory, UserFactory
from tests.translation.base.test_localize_faults import CONTACT
from tests.translation.base.translation_steps import start, translate

pytestmark = pytest.mark.django_db

CARD: Final = {**CONTACT["value"], "email": "biuro@example.org"}
VIDEO: Final = {"title": "Film", "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa"}


@pytest.fixture
def translator() -> Client:
    client = Client()
    client.force_login(UserFactory(role=roles.translators("uk")))
    return client


def started(kind: str, value: Any) -> Translation:
    block = {"type": kind, "id": CONTACT["id"], "value": value}
    return start(ContentPageFactory(body=[block]))


def put(client: Client, translation: Translation, path: str, value: object) -> int:
    """Send ``value`` as the translation editor does; return the status."""
    segment = OverridableSegment.objects.get(
        source=translation.source, context__path=f"body.{CONTACT['id']}{path}"
    )
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    form = "application/x-www-form-urlencoded"
    return client.put(url, urlencode({"value": value}), content_type=form).status_code


@pytest.mark.parametrize(
    ("path", "value", "status"),
    [
        (".url", "https://example.org/uk/", 201),
        (".url", "", 201),
        (".url", "example", 400),
        (".url", "http://", 400),
        (".url", "javascript:alert(1)", 400),
        (".url", "data:text/html,x", 400),
        (".email", "kyiv@example.org", 201),
        (".email", "kyiv", 400),
        (".email", "a@b.pl, c@d.pl", 400),
    ],
)
def test_6_the_blocks_own_validators_decide(
    translator: Client, path: str, value: str, status: int
) -> None:
    translation = started("contact_card", CARD)
    found = put(translator, translation, path, value)
    assert (found, SegmentOverride.objects.count()) == (status, int(status == 201))


@pytest.mark.parametrize(("name", "status"), [("own", 201), ("gone", 400), ("words", 400)])
def test_6_a_picture_must_exist(translator: Client, name: str, status: int) -> None:
    value = {"own": ImageFactory().pk, "gone": 10_000, "words": "picture"}[name]
    picture = {"image": ImageFactory().pk, "alt": "Dom", "caption": ""}
    assert put(translator, started("image", picture), ".image", value) == status


@pytest.mark.parametrize(
    ("value", "status"), [("https://vimeo.com/123456789", 201), ("https://example.org/film", 400)]
)
def test_6_a_video_must_be_of_a_known_provider(translator: Client, value: str, status: int) -> None:
    assert put(translator, started("video", VIDEO), ".url", value) == status


@pytest.mark.parametrize(
    ("value", "status"),
    [("https://example.org/uk/", 201), ("java\tscript:alert(1)", 400), ("/uk/", 201)],
)
def test_6_links_within_a_text(translator: Client, value: str, status: int) -> None:
    translation = started("rich_text", '<p>Idź <a href="https://example.org/">tutaj</a>.</p>')
    path = ".'https://example.org/'"
    assert put(translator, translation, path, value) == status


def test_an_accepted_value_is_published(translator: Client) -> None:
    translation = started("contact_card", CARD)
    put(translator, translation, ".email", "kyiv@example.org")
    translate(translation)
    page: Any = publication.publish(translation)
    assert page.body[0].value["email"] == "kyiv@example.org"
    assert page.body[0].value["url"] == "https://example.org/"


def test_a_value_of_a_block_that_is_gone_does_no_harm(translator: Client) -> None:
    translation = started("contact_card", CARD)
    put(translator, translation, ".email", "kyiv@example.org")
    page = translation.source.get_source_instance()
    page.body = []
    page.save_revision().publish()
    SegmentOverride.objects.get().save()
    translation = Translation.objects.get()
    assert translation_drafts.save_draft(translation).as_object().body.get_prep_value() == []
