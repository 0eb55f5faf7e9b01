"""Loads the demo once: accounts, pictures, Polish pages, translations, site chrome, cases."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from cms.core import locales
from cms.core.models import BasePage
from cms.translation.base.domain.term_files import import_rows
from cms.translation.base.rules.term_csv import read_csv
from school_support.models import SupportKind

from . import activities, page_facts, school_support, site_chrome, taxonomies
from .accounts import create_accounts
from .bodies import References
from .content_files import PageFile, frame_file, page_files, terms_file
from .pages import HOME, create_images, create_source_pages, fill
from .taxonomies import Words
from .translations import fill_translation

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The Polish content: pages and site chrome by key, taxonomies by kind and key."""

    pages: dict[str, BasePage]
    references: References
    frame: dict[str, Any]
    words: dict[str, dict[str, Words]]
    kinds: dict[str, SupportKind]


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
        loaded = _load_source(files)
    say(f"  {locales.SOURCE}: {len(loaded.pages)} pages")
    for code in locales.TARGETS:
        with transaction.atomic():
            count = _load_translations(code, files, loaded)
        say(f"  {code}: {count} pages")
    with transaction.atomic():
        _add_what_came_later([file for file in files if file.behind], loaded)
        activities.load(files, loaded.pages)
        school_support.load_cases(loaded.kinds, loaded.pages)
    return True


def _is_loaded(files: list[PageFile]) -> bool:
    first = next(file for file in files if file.type != HOME)
    slug = first.texts[locales.SOURCE]["slug"]
    return bool(
        Page.objects.filter(locale__language_code=locales.SOURCE, depth=3, slug=slug).exists()
    )


def _load_source(files: list[PageFile]) -> Loaded:
    import_rows(read_csv(terms_file()))
    words = taxonomies.create_source()
    pages = create_source_pages(files)
    references = References({key: page.pk for key, page in pages.items()}, create_images())
    kinds = school_support.load_kinds()
    loaded = Loaded(pages, references, _save_frame(references), words, kinds)
    for file in files:
        _publish_source(file, loaded, earlier=bool(file.behind))
    return loaded


def _publish_source(file: PageFile, loaded: Loaded, *, earlier: bool) -> None:
    # Read anew: the instance from before its children came would write an old child count.
    page = type(loaded.pages[file.key]).objects.get(pk=loaded.pages[file.key].pk)
    fill(page, file, locales.SOURCE, loaded.references, earlier=earlier)
    page_facts.fill(page, file.facts, loaded.references, loaded.words)
    page.full_clean()
    page.save_revision().publish()
    loaded.pages[file.key] = type(page).objects.get(pk=page.pk)


def _save_frame(references: References) -> dict[str, Any]:
    locale = Locale.objects.get(language_code=locales.SOURCE)
    objects = site_chrome.unsaved(frame_file()[locales.SOURCE], references)
    for item in objects.values():
        item.locale = locale
        item.save()
    return objects


def _load_translations(code: str, files: list[PageFile], loaded: Loaded) -> int:
    """Publish what is translated into a language; return the number of pages."""
    locale = Locale.objects.get(language_code=code)
    taxonomies.create_translations(code, loaded.words)
    school_support.translate_kinds(code, loaded.kinds)
    present = [file for file in files if code in file.texts]
    _publish(code, [f for f in present if not f.behind or code in f.behind], loaded)
    targets = site_chrome.unsaved(frame_file()[code], loaded.references)
    for name, item in loaded.frame.items():
        fill_translation(item, targets[name], locale).save_target(publish=True)
    return len(present)


def _publish(code: str, files: Iterable[PageFile], loaded: Loaded) -> None:
    locale = Locale.objects.get(language_code=code)
    for file in files:
        source = loaded.pages[file.key]
        empty, earlier = type(source)(locale=locale), code in file.behind
        target = fill(empty, file, code, loaded.references, earlier=earlier)
        fill_translation(source, target, locale).save_target(publish=True)


def _add_what_came_later(files: list[PageFile], loaded: Loaded) -> None:
    """Publish the whole Polish text; the languages that are not behind follow."""
    for file in files:
        _publish_source(file, loaded, earlier=False)
    for code in locales.TARGETS:
        _publish(code, [f for f in files if code in f.texts and code not in f.behind], loaded)
