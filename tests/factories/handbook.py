"""Pages of the handbook and the snippets of its chapters, live unless asked otherwise."""

from typing import Any

import factory
from wagtail.models import Locale, Page

from cms.content.handbook.models import (
    Audience,
    ChapterPage,
    ChapterTerm,
    GlossaryTerm,
    HandbookPage,
    PartPage,
)
from tests.factories.pages import PageFactory


class HandbookPageFactory(PageFactory):
    """A handbook below the Polish home."""

    class Meta:
        model = HandbookPage

    title = "Podręcznik"
    slug = "podrecznik"


class PartPageFactory(PageFactory):
    """A part; it is added to the first handbook, which is made if there is none."""

    class Meta:
        model = PartPage

    title = factory.Sequence(lambda number: f"Część {number}")
    slug = factory.Sequence(lambda number: f"czesc-{number}")

    @classmethod
    def _create(
        cls, model_class: type[Page], *args: Any, parent: Page | None = None, **fields: Any
    ) -> Page:
        parent = parent or HandbookPage.objects.first() or HandbookPageFactory()
        return super()._create(model_class, *args, parent=parent, **fields)


class ChapterPageFactory(PageFactory):
    """A chapter; it is added to the first part, which is made if there is none.

    ``audiences`` and ``legal_basis`` (unsaved rows) are set as they are, ``terms`` are the terms
    themselves.
    """

    class Meta:
        model = ChapterPage

    title = factory.Sequence(lambda number: f"Rozdział {number}")
    slug = factory.Sequence(lambda number: f"rozdzial-{number}")

    @classmethod
    def _create(
        cls, model_class: type[Page], *args: Any, parent: Page | None = None, **fields: Any
    ) -> Page:
        parent = parent or PartPage.objects.first() or PartPageFactory()
        fields["chapter_terms"] = [ChapterTerm(term=term) for term in fields.pop("terms", ())]
        return super()._create(model_class, *args, parent=parent, **fields)


class AudienceFactory(factory.django.DjangoModelFactory):
    """A Polish audience; give ``locale`` and ``translation_key`` for a translation."""

    class Meta:
        model = Audience

    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="pl"))
    name = factory.Sequence(lambda number: f"Odbiorcy {number}")


class GlossaryTermFactory(factory.django.DjangoModelFactory):
    """A Polish term; give ``locale`` and ``translation_key`` for a translation."""

    class Meta:
        model = GlossaryTerm

    locale = factory.LazyFunction(lambda: Locale.objects.get(language_code="pl"))
    term = factory.Sequence(lambda number: f"termin {number}")
    definition = "<p>To znaczy tyle.</p>"


def in_language(snippet: Any, code: str, **words: Any) -> Any:
    """Return a live version of an audience or a term in another language."""
    copy = snippet.copy_for_translation(Locale.objects.get(language_code=code))
    for name, value in words.items():
        setattr(copy, name, value)
    copy.live = True
    copy.save()
    return copy
