"""Loads the demo once: accounts, pictures, Polish pages, their translations, the frame."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from cms.core import locales
from cms.core.models import BasePage

from . import frame
from .accounts import create_accounts
from .bodies import References
from .content_files import PageFile, frame_file, page_files
from .pages import create_images, create_source_pages, fill
from .translations import fill_translation

Say = Callable[[str], None]


def load(say: Say) -> bool:
    """Load the demo content unless it is there; return whether anything was loaded.

    ``say`` is told of each step. Each language is one transaction, so an interrupted load leaves
    no half-translated page behind. Raises ``Locale.DoesNotExist`` before ``setup`` has run.
    """
    create_accounts()
    files = page_files(locales.CODES)
    if _is_loaded(files):
        return False
    with transaction.atomic():
        pages, references = _load_source(files)
        source_frame = _save_frame(references)
    say(f"  {locales.SOURCE}: {len(pages)} pages")
    for code in locales.TARGETS:
        with transaction.atomic():
            _load_translations(code, files, pages, source_frame, references)
        say(f"  {code}: {len(pages)} pages")
    return True


def _is_loaded(files: list[PageFile]) -> bool:
    first = next(file for file in files if file.type != "home")
    slug = first.texts[locales.SOURCE]["slug"]
    return Page.objects.filter(locale__language_code=locales.SOURCE, depth=3, slug=slug).exists()


def _load_source(files: list[PageFile]) -> tuple[dict[str, BasePage], References]:
    pages = create_source_pages(files)
    references = References({key: page.pk for key, page in pages.items()}, create_images())
    for file in files:
        # Read anew: the instance from before its children came would write an old child count.
        page = type(pages[file.key]).objects.get(pk=pages[file.key].pk)
        fill(page, file, locales.SOURCE, references)
        page.full_clean()
        page.save_revision().publish()
        pages[file.key] = type(page).objects.get(pk=page.pk)
    return pages, references


def _save_frame(references: References) -> dict[str, Any]:
    locale = Locale.objects.get(language_code=locales.SOURCE)
    objects = frame.unsaved(frame_file()[locales.SOURCE], references)
    for item in objects.values():
        item.locale = locale
        item.save()
    return objects


def _load_translations(
    code: str,
    files: list[PageFile],
    pages: dict[str, BasePage],
    source_frame: dict[str, Any],
    references: References,
) -> None:
    locale = Locale.objects.get(language_code=code)
    for file in files:
        source = pages[file.key]
        target = fill(type(source)(locale=locale), file, code, references)
        fill_translation(source, target, locale).save_target(publish=True)
    targets = frame.unsaved(frame_file()[code], references)
    for name, item in source_frame.items():
        fill_translation(item, targets[name], locale).save_target(publish=True)
