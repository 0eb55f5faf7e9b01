"""The translation memory offers nobody's story to those who translate something else."""

from typing import Any

import pytest

from cms.content.stories.domain import withdrawal
from cms.content.stories.models import Consent
from cms.translation.base.domain.translation_memory import memory
from tests.factories import ContentPageFactory
from tests.factories.stories import ConsentFactory, StoryPageFactory
from tests.translation.base.translation_steps import fresh, locale, publish_in

pytestmark = pytest.mark.django_db

SENTENCE = "Mój syn długo nie mówił po ucieczce."


def offered() -> list[str]:
    return [found.source for found in memory(SENTENCE, locale("uk"))]


@pytest.fixture
def story() -> Any:
    story = StoryPageFactory(lead=SENTENCE)
    publish_in(story)
    return story


def withdraw(story: Any) -> None:
    withdrawal.withdraw(Consent.objects.of(story.translation_key).get(kind="data"), user=None)


def test_a_story_with_consent_is_offered(story: Any) -> None:
    assert offered() == [SENTENCE]


def test_a_withdrawn_story_is_not_until_there_is_a_new_consent(story: Any) -> None:
    withdraw(story)
    assert offered() == []
    ConsentFactory(translation_key=story.translation_key)
    assert offered() == [SENTENCE]


def test_a_withdrawn_and_deleted_story_is_not(story: Any) -> None:
    withdraw(story)
    fresh(story).delete()
    assert offered() == []


def test_a_deleted_story_is_not_although_its_consent_stands(story: Any) -> None:
    fresh(story).delete()
    assert offered() == []


def test_the_same_sentence_of_another_page_is_still_offered(story: Any) -> None:
    publish_in(ContentPageFactory(lead=SENTENCE))
    withdraw(story)
    assert offered() == [SENTENCE]
