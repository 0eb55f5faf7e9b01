"""Pages by the hundred: valid tree paths and rows, a few statements a batch."""

import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page

from cms.content.pages.models import ContentPage, HomePage, SectionPage
from cms.core.models import BasePage
from tests.bench.bodies import BodyWriter, Targets
from tests.bench.texts import SUBJECTS

GROUP: Final = 25
SECTIONS_IN_MENUS: Final = 7
NAMESPACE: Final = uuid.UUID("6f0f0c5e-9a3c-4b0a-8a65-0f5a4c6b6f10")
PUBLISHED: Final = datetime(2026, 10, 1, 8, tzinfo=UTC)
BATCH: Final = 500


def grow(locale: Locale, first: int, last: int, files: Targets) -> None:
    """Add pages number ``first`` to ``last`` (exclusive) to ``locale``.

    The home is number 0; every 25th page is a section, the 24 after it stand below it. ``first``
    is 1 or begins a section.
    """
    home = HomePage.objects.get(locale=locale)
    section_numbers = [number for number in range(first, last) if number % GROUP == 0]
    with transaction.atomic():
        sections = _insert_pages(SectionPage, section_numbers, home)
        parents = dict(zip(section_numbers, sections, strict=True))
        if first == 1:
            home.refresh_from_db()
            parents[0] = home
        contents = [
            page
            for number, parent in parents.items()
            for page in _insert_pages(ContentPage, _below(number, last), parent)
        ]
        targets = Targets(files.images, files.documents, [page.pk for page in contents])
        _insert_bodies(SectionPage, sections, locale, targets)
        _insert_bodies(ContentPage, contents, locale, targets)


def _below(number: int, last: int) -> list[int]:
    return list(range(number + 1, min(number + GROUP, last)))


def _insert_pages(model: type[BasePage], numbers: Sequence[int], parent: Page) -> list[Page]:
    """Insert the rows of the base table as the last children of ``parent``."""
    kind = ContentType.objects.get_for_model(model)
    pages = [
        _page(number, kind, parent, parent.numchild + step)
        for step, number in enumerate(numbers, start=1)
    ]
    Page.objects.bulk_create(pages, BATCH)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
    return pages


def _page(number: int, kind: ContentType, parent: Page, step: int) -> Page:
    code = parent.locale.language_code
    subjects = SUBJECTS[code]
    slug = f"{slugify(SUBJECTS['en'][number % len(subjects)])}-{code}-{number}"
    title = f"{subjects[number % len(subjects)]} {number}"
    return Page(
        path=Page._get_path(parent.path, parent.depth + 1, step),
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{slug}/",
        title=title,
        draft_title=title,
        slug=slug,
        content_type=kind,
        locale=parent.locale,
        translation_key=uuid.uuid5(NAMESPACE, str(number)),
        show_in_menus=number <= SECTIONS_IN_MENUS * GROUP and number % GROUP == 0,
        first_published_at=PUBLISHED,
        last_published_at=PUBLISHED,
        latest_revision_created_at=PUBLISHED,
    )


def _insert_bodies(
    model: type[BasePage], pages: Sequence[Page], locale: Locale, targets: Targets
) -> None:
    """Insert the rows of the page type's own table, which Django's bulk_create refuses."""
    for batch in _batches(_typed(model, pages, locale, targets)):
        model._base_manager._insert(
            batch, fields=model._meta.local_concrete_fields, using="default"
        )


def _typed(
    model: type[BasePage], pages: Sequence[Page], locale: Locale, targets: Targets
) -> Iterator[BasePage]:
    for page in pages:
        writer = BodyWriter(page.slug, locale.language_code, targets)
        body = json.dumps(writer.write())
        yield model(
            page_ptr_id=page.pk,
            lead=writer.sentence(),
            body=body,
            last_reviewed_on=PUBLISHED.date(),
            last_reviewed_by="Redakcja",
        )


def _batches(rows: Iterator[BasePage]) -> Iterator[list[BasePage]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
