"""Polish pages under the Polish home, live unless asked otherwise.

``ContentPageFactory(draft=True)`` is a page nobody has published yet.
"""

from typing import Any

import factory
from wagtail.models import Page

from cms.content.pages.models import ContentPage, HomePage, SectionPage


class PageFactory(factory.django.DjangoModelFactory):
    """A page with a Polish title; ``parent`` defaults to the Polish home that ``setup`` made."""

    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(live=False)

    title = factory.Sequence(lambda number: f"Strona {number}")
    slug = factory.Sequence(lambda number: f"strona-{number}")
    lead = "Krótko o tym, co tu jest."
    show_in_menus = True

    @classmethod
    def _create(
        cls, model_class: type[Page], *_args: Any, parent: Page | None = None, **fields: Any
    ) -> Page:
        parent = parent or HomePage.objects.get(locale__language_code="pl")
        page: Page = parent.add_child(instance=model_class(locale=parent.locale, **fields))
        revision = page.save_revision()
        if page.live:
            revision.publish()
            page.refresh_from_db()
        return page


class SectionPageFactory(PageFactory):
    """A page that lists its children."""

    class Meta:
        model = SectionPage


class ContentPageFactory(PageFactory):
    """An ordinary page."""

    class Meta:
        model = ContentPage
