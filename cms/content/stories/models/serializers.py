"""How stories are looked up for readers: in the source's order, with the source's facts."""

from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet
from wagtail.models import Page

from cms.core.representations.cards import PageCardJSON
from cms.core.representations.source_facts import place_of

from .json_types import StoryCardJSON

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


def story_cards(index: Page, model: type[Page], reader: "Reader") -> list[StoryCardJSON]:
    """Return cards of the stories below ``index``, each in the best language for the reader."""
    sources = list(_newest_first(model, place_of(index, reader)).select_related("portrait"))
    cards = reader.cards(sources)
    texts = model.objects.in_bulk([card["id"] for card in cards])
    facts = {source.translation_key: source for source in sources}
    return [
        _card(card, texts[card["id"]], facts[texts[card["id"]].translation_key], reader)
        for card in cards
    ]


def neighbours(source: Page, reader: "Reader") -> tuple[PageCardJSON | None, PageCardJSON | None]:
    """Return the cards of the public stories before and after ``source``, the newer one first."""
    parent = source.get_parent() if source.pk else None
    if parent is None:
        return None, None
    stories = list(_newest_first(type(source), parent).only("pk"))
    reader.pages.look_up(ids=[story.pk for story in stories])
    shown = [s for s in stories if s.pk == source.pk or reader.best(s.pk) is not None]
    places = [place for place, story in enumerate(shown) if story.pk == source.pk]
    if not places:
        return None, None
    here = places[0]
    newer, older = shown[max(here - 1, 0) : here], shown[here + 1 : here + 2]
    return _first(reader.cards(newer)), _first(reader.cards(older))


def _card(card: PageCardJSON, story: Page, facts: Page, reader: "Reader") -> StoryCardJSON:
    return {
        **card,
        "person": story.person,
        "origin": story.origin,
        "place": story.place,
        "quote": story.quote,
        "portrait": reader.image(facts.portrait, alt=story.portrait_alt),
    }


def _first(cards: list[PageCardJSON]) -> PageCardJSON | None:
    return next(iter(cards), None)


def _newest_first(model: type[Page], parent: Page) -> QuerySet[Any]:
    """Return the stories below ``parent``; what was never published comes last."""
    published = F("first_published_at").desc(nulls_last=True)
    found: QuerySet[Any] = model.objects.child_of(parent).order_by(published, "path")
    return found
