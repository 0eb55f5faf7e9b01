"""The demo's Polish pages."""

from datetime import date
from functools import partial
from typing import Final

from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Locale, Page

from cms.content.pages.models import HomePage
from cms.core import locales
from cms.core.models import BasePage
from cms.delivery.api.page_types import page_types

from . import texts
from .bodies import References, raw_body
from .content_files import PageFile, Text, image_files

HOME: Final = HomePage._meta.label
HERO: Final = "home-hero"


def create_images() -> dict[str, int]:
    """Return image ids by key, creating those that are missing."""
    model = get_image_model()
    ids: dict[str, int] = {}
    for key, path in image_files().items():
        image = model.objects.filter(title=key).first()
        if image is None:
            with path.open("rb") as file:
                image = model.objects.create(title=key, file=ImageFile(file, name=path.name))
        ids[key] = image.pk
    return ids


def create_source_pages(files: list[PageFile]) -> dict[str, BasePage]:
    """Return the Polish pages by key: the home that exists, and drafts without a body."""
    locale = Locale.objects.get(language_code=locales.SOURCE)
    pages: dict[str, BasePage] = {}
    for file in files:
        if file.type == HOME:
            pages[file.key] = HomePage.objects.get(locale=locale)
        else:
            pages[file.key] = _create_draft(file, pages[file.parent or "home"], locale)
    return pages


def _create_draft(file: PageFile, parent: Page, locale: Locale) -> BasePage:
    text = file.texts[locales.SOURCE]
    page = page_types()[file.type](
        title=text["title"], slug=text["slug"], locale=locale, live=False, show_in_menus=False
    )
    # The required fields follow when every page they may link to exists.
    page.save = partial(page.save, clean=False)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return page


def fill(
    page: BasePage, file: PageFile, code: str, references: References, *, earlier: bool = False
) -> BasePage:
    """Set the fields of ``page`` to the text of one language; nothing is saved."""
    text = file.text(code, earlier=earlier)
    page.title = text["title"]
    page.slug = code if file.type == HOME else text["slug"]
    page.lead = text["lead"]
    page.seo_title = text.get("seo_title", "")
    page.search_description = text.get("search_description", "")
    page.show_in_menus = file.show_in_menus
    page.last_reviewed_on = date.fromisoformat(file.reviewed_on) if file.reviewed_on else None
    page.last_reviewed_by = file.reviewed_by
    page.body = page.body.stream_block.to_python(raw_body(file.key, text["body"], references))
    _fill_hero(page, text, references)
    texts.fill(page, text, references)
    return page


def _fill_hero(page: BasePage, text: Text, references: References) -> None:
    if isinstance(page, HomePage) and HERO in references.images:
        page.hero_image_id = references.images[HERO]
        page.hero_alt = text.get("hero_alt", "") or text["title"]
