"""What segments are called, what is offered for them, and what is no text."""

import pytest
from django.urls import reverse
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from cms.translation.base.domain import segment_store
from cms.translation.editor.domain.dictionary_preload import _readers, wait, warm
from cms.translation.editor.domain.segment_labels import Labels
from cms.users.models import User
from tests.factories import ContentPageFactory
from tests.translation.base.translation_steps import publish_in, start
from tests.translation.editor.conftest import JSON, as_user, segment

pytestmark = pytest.mark.django_db

STEPS = {
    "type": "steps",
    "id": "00000000-0000-4000-9000-000000000001",
    "value": {
        "title": "Po kolei",
        "items": [
            {
                "type": "item",
                "id": f"00000000-0000-4000-8000-00000000000{number}",
                "value": {"title": f"Krok {number}", "text": f"<p>Opis {number}.</p>"},
            }
            for number in (1, 2)
        ],
    },
}


def test_a_segment_deep_in_a_block_says_where_it_stands() -> None:
    translation = start(ContentPageFactory(body=[STEPS]))
    labels = Labels(translation.source)
    path = f"body.{STEPS['id']}.items.00000000-0000-4000-8000-000000000002.title"
    found, first = labels.of(path), labels.of(f"body.{STEPS['id']}.title")
    assert (found.section, found.heading) == (first.section, first.heading)
    assert len(found.detail.split(" › ")) == 3
    assert labels.of("body.gone.title").section == "body.gone"


def test_the_memory_is_offered_and_what_stands_there_is_not(translator: User) -> None:
    publish_in(ContentPageFactory(lead="Jak wynająć mieszkanie."))
    translation = start(ContentPageFactory(lead="Jak wynająć mieszkanie."))
    client, lead = as_user(translator), segment(translation, "lead")
    url = reverse("workbench:help", args=[translation.pk, lead])
    offered = 'data-use="[uk] Jak wynająć mieszkanie."'
    assert offered in client.get(url, **JSON).json()["html"]
    page = reverse("workbench:edit", args=[translation.pk])
    assert offered in client.get(page, {"at": lead}).content.decode()
    segment_store.write(translation, lead, "[uk] Jak wynająć mieszkanie.", user=translator)
    assert offered not in client.get(url, **JSON).json()["html"]


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("https://example.org/uk/", ["https://example.org/uk/"]),
        ("https://example.org/", []),
        ("", []),
        ("javascript:alert(1)", []),
    ],
)
def test_a_link_may_lead_elsewhere_in_another_language(
    translation: Translation, translator: User, value: str, stored: list[str]
) -> None:
    link = OverridableSegment.objects.get(source=translation.source)
    url = reverse("workbench:override", args=[translation.pk, link.pk])
    as_user(translator).post(url, {"value": value})
    assert [each.data for each in SegmentOverride.objects.all()] == stored


def test_the_sources_link_comes_back(translation: Translation, translator: User) -> None:
    link = OverridableSegment.objects.get(source=translation.source)
    url = reverse("workbench:override", args=[translation.pk, link.pk])
    for value in ("https://example.org/uk/", ""):
        as_user(translator).post(url, {"value": value})
    assert SegmentOverride.objects.count() == 0


def test_dictionaries_are_read_once_and_waited_for() -> None:
    warm(["pl"])
    wait()
    begun = len(_readers)
    warm(["pl"])
    assert (begun, len(_readers), _readers[0].is_alive()) == (1, 1, False)
