"""Stories, live unless asked otherwise, with the consents that takes."""

from datetime import date
from typing import Any
from uuid import uuid4

import factory
from wagtail.models import Page

from cms.content.stories.models import Consent, StoryIndexPage, StoryPage
from tests.factories.pages import PageFactory


class ConsentFactory(factory.django.DjangoModelFactory):
    """A consent of an adult to personal data, without an end."""

    class Meta:
        model = Consent

    translation_key = factory.LazyFunction(uuid4)
    kind = "data"
    given_on = date(2026, 1, 15)


class StoryIndexPageFactory(PageFactory):
    """A list of stories below the Polish home."""

    class Meta:
        model = StoryIndexPage

    title = "Historie"
    slug = "historie"


class StoryPageFactory(PageFactory):
    """The story of somebody who goes by another name; makes a list for it if there is none.

    ``consents`` are the kinds of consent that were given for it.
    """

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
        cls,
        model_class: type[Page],
        *args: Any,
        parent: Page | None = None,
        consents: tuple[str, ...] = ("data", "image"),
        **fields: Any,
    ) -> Page:
        parent = parent or StoryIndexPage.objects.first() or StoryIndexPageFactory()
        key = fields.setdefault("translation_key", uuid4())
        for kind in consents:
            ConsentFactory(translation_key=key, kind=kind)
        return super()._create(model_class, *args, parent=parent, **fields)
