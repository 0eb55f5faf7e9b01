"""Stories as readers see them: texts in their language, facts of the source page."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cms.content.stories.models import StoryIndexPage, StoryPage
from tests.delivery.api import by_path, read
from tests.factories import ImageFactory
from tests.factories.stories import StoryIndexPageFactory, StoryPageFactory
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db


def published(days_ago: int, **fields: Any) -> StoryPage:
    story = StoryPageFactory(**fields)
    moment = timezone.now() - timedelta(days=days_ago)
    StoryPage.objects.filter(pk=story.pk).update(first_published_at=moment)
    return story


def test_a_story_says_who_where_from_and_where_to() -> None:
    story = StoryPageFactory()
    found = read(f"pages/{story.pk}/")
    names = ("person", "is_pseudonym", "origin", "place", "portrait", "quote", "previous", "next")
    assert {name: found[name] for name in names} == {
        "person": "Oksana",
        "is_pseudonym": True,
        "origin": "Charków",
        "place": "Piła",
        "portrait": None,
        "quote": "Najtrudniejszy był pierwszy telefon.",
        "previous": None,
        "next": None,
    }


def test_a_translation_shows_its_own_words_and_the_facts_of_the_source() -> None:
    image = ImageFactory()
    story = StoryPageFactory(is_pseudonym=False)
    copy = translated(story, "uk", person="Оксана", portrait_alt="Жінка")
    StoryPage.objects.filter(pk=story.pk).update(is_pseudonym=True, portrait=image)
    found = read(f"pages/{copy.pk}/")
    shown = (found["person"], found["is_pseudonym"], found["portrait"]["id"])
    assert (*shown, found["portrait"]["alt"]) == ("Оксана", True, image.pk, "Жінка")


def test_stories_are_listed_newest_first_in_the_best_language() -> None:
    index = StoryIndexPageFactory()
    published(3, title="Dawna", parent=index)
    newest = published(1, title="Nowa", parent=index, person="Jan")
    StoryPageFactory(title="Szkic", parent=index, draft=True)
    translated(newest, "uk", title="Нова", slug="nova", person="Іван")
    cards = by_path("/uk/historie/")["stories"]
    assert [(card["title"], card["person"], card["lang"]) for card in cards] == [
        ("Нова", "Іван", "uk"),
        ("Dawna", "Oksana", "pl"),
    ]


def test_a_card_has_all_that_a_list_shows() -> None:
    story = StoryPageFactory(slug="pierwszy-telefon")
    (card,) = read(f"pages/{story.get_parent().pk}/")["stories"]
    assert card == {
        "id": story.pk,
        "type": "stories.StoryPage",
        "title": story.title,
        "lead": story.lead,
        "html_url": "http://127.0.0.1:4321/pl/historie/pierwszy-telefon/",
        "lang": "pl",
        "person": "Oksana",
        "origin": "Charków",
        "place": "Piła",
        "quote": story.quote,
        "portrait": None,
    }


def test_neighbours_are_the_newer_and_the_older_story() -> None:
    old, middle, new = (published(days, title=f"{days} dni") for days in (3, 2, 1))
    found = [read(f"pages/{story.pk}/") for story in (new, middle, old)]
    shown = [(page["previous"] or {}).get("id") for page in found]
    following = [(page["next"] or {}).get("id") for page in found]
    assert (shown, following) == ([None, new.pk, middle.pk], [middle.pk, old.pk, None])


def test_a_draft_is_nobodys_neighbour() -> None:
    story = StoryPageFactory()
    StoryPageFactory(draft=True)
    found = read(f"pages/{story.pk}/")
    assert (found["previous"], found["next"]) == (None, None)


def test_a_portrait_needs_words() -> None:
    story = StoryPageFactory(draft=True)
    story.portrait = ImageFactory()
    with pytest.raises(ValidationError) as refusal:
        story.full_clean()
    assert list(refusal.value.message_dict) == ["portrait_alt"]


@pytest.mark.parametrize("count", [1, 4])
def test_queries_do_not_grow_with_the_stories(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    index = StoryIndexPageFactory()
    for _ in range(count):
        StoryPageFactory(parent=index, portrait=ImageFactory(), portrait_alt="Kobieta")
    StoryIndexPage.objects.filter(pk=index.pk).update(lead="Inaczej")
    with django_assert_num_queries(16):
        read(f"pages/{index.pk}/")
