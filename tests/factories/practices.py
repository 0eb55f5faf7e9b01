"""Good practices, live unless asked otherwise."""

from typing import Any

import factory
from wagtail.models import Page

from cms.content.practices.models import PracticeIndexPage, PracticePage
from tests.factories.pages import PageFactory


class PracticeIndexPageFactory(PageFactory):
    """A list of practices below the Polish home."""

    class Meta:
        model = PracticeIndexPage

    title = "Dobre praktyki"
    slug = "dobre-praktyki"


class PracticePageFactory(PageFactory):
    """A practice from Germany; it is added to the first list, which is made if there is none."""

    class Meta:
        model = PracticePage

    title = factory.Sequence(lambda number: f"Praktyka {number}")
    slug = factory.Sequence(lambda number: f"praktyka-{number}")
    country = "DE"
    organisation = "Stadt Beispiel"
    problem = "<p>Długie kolejki.</p>"
    approach = "<p>Zapisy przez telefon.</p>"
    result = "<p>Krótkie kolejki.</p>"
    contact_name = "Anna Beispiel"
    contact_email = "anna@example.org"
    contact_url = "https://example.org/"

    @classmethod
    def _create(
        cls, model_class: type[Page], *args: Any, parent: Page | None = None, **fields: Any
    ) -> Page:
        parent = parent or PracticeIndexPage.objects.first() or PracticeIndexPageFactory()
        return super()._create(model_class, *args, parent=parent, **fields)
