"""A page as others refer to it: title, lead and address in the reader's best language."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypedDict

from wagtail.models import Page

from cms.core import locales

from .json_types import LocaleCode, Url


class PageCardJSON(TypedDict):
    """``lang`` is that of title and lead; ``html_url`` is in the reader's locale."""

    id: int
    type: str
    title: str
    lead: str
    html_url: Url
    lang: LocaleCode


def represent_card(page: Page, lead: str, *, page_locale: str, reader_locale: str) -> PageCardJSON:
    """Return the card of ``page``; a page of another language keeps its path in the reader's."""
    path = (
        page.url_path
        if page_locale == reader_locale
        else locales.in_locale(page.url_path, reader_locale)
    )
    return {
        "id": page.pk,
        "type": page.specific_class._meta.label,
        "title": page.title,
        "lead": lead,
        "html_url": locales.html_url(path),
        "lang": page_locale,
    }


def leads(pages: Iterable[Page]) -> dict[int, str]:
    """Return the lead of each page by id: one query a page type, none for types without a lead."""
    by_model: dict[type[Page], list[int]] = defaultdict(list)
    for page in pages:
        by_model[page.specific_class].append(page.pk)
    found: dict[int, str] = {}
    for model, ids in by_model.items():
        if any(field.name == "lead" for field in model._meta.get_fields()):
            found.update(model.objects.filter(pk__in=ids).values_list("pk", "lead"))
    return found
