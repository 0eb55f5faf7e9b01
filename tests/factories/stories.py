"""Stories, live unless asked otherwise."""

from typing import Any

import factory
from wagtail.models import Page

from cms.stories.models import StoryIndexPage, StoryPage
from tests.factories.pages import PageFactory


class StoryIndexPageFactory(PageFactory):
    """A list of stories below the Polish home."""

    class Meta:
        model = StoryIndexPage

    title = "Historie"
    slug = "historie"


class StoryPageFactory(PageFactory):
    """The story of somebody who goes by another name; makes a list for it if there is none."""

    class Meta:
        model = StoryPage

    title = factory.Sequence(lambda number: f"Historia {number}")
    slug = factory.Sequence(lambda number: f"historia-{number}")
    person = "Oksana"
    is_pseudonym = True
    origin = "Charków"
    place = "Piła"
    quote = "Najtrudniejszy był pierwszy telefon."

    @classmethod
    def _create(
        cls, model_class: type[Page], *args: Any, parent: Page | None = None, **fields: Any
    ) -> Page:
        parent = parent or StoryIndexPage.objects.first() or StoryIndexPageFactory()
        return super()._create(model_class, *args, parent=parent, **fields)
