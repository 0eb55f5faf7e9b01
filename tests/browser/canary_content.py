"""Put a canary into every hiding place of a running site; prints what it made as JSON."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from cms.content.pages.models import AlertBanner, Navigation
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory
from tests.factories.bodies import body, items, link
from tests.factories.documents import DocumentFactory
from tests.factories.translations import translated

CANARY: Final = "kanarek"
OPEN: Final = "skowronek"  # Stands in a public page, to show that the search is a good one.


def canary(place: str) -> dict[str, Any]:
    """Return the fields of a page that holds the canary wherever text can stand."""
    return {
        "title": f"{CANARY} {place}",
        "slug": f"{CANARY}-{place}",
        "lead": CANARY,
        "seo_title": CANARY,
        "search_description": CANARY,
        "body": body(("rich_text", f"<p>{CANARY}</p>")),
    }


def draft() -> Page:
    return ContentPageFactory(**canary("szkic"), draft=True)


def draft_of_a_live_page() -> Page:
    page = ContentPageFactory(title="Jawna ze zmianą", slug="jawna-ze-zmiana")
    for name, value in canary("zmiana").items():
        setattr(page, name, value)
    page.save_revision()
    return page


def private() -> Page:
    page = ContentPageFactory(**canary("prywatna"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def below_a_private_one() -> Page:
    section = SectionPageFactory(**canary("dzial"))
    PageViewRestriction.objects.create(page=section, restriction_type="password", password="x")
    return ContentPageFactory(**canary("w-dziale"), parent=section)


def scheduled() -> Page:
    page = ContentPageFactory(**canary("planowana"), draft=True)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    return page


def expired() -> Page:
    page = ContentPageFactory(**canary("wygasla"))
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    return page


def unpublished_translation() -> Page:
    source = ContentPageFactory(title="Jawna po polsku", slug="jawna-po-polsku")
    return translated(source, "uk", live=False, **canary("pereklad"))


def translation_of_a_private_page() -> Page:
    source = ContentPageFactory(**canary("prywatne-zrodlo"))
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    return translated(source, "ru", **canary("perevod"))


PLACES: Final[list[Callable[[], Page]]] = [
    draft,
    draft_of_a_live_page,
    private,
    below_a_private_one,
    scheduled,
    expired,
    unpublished_translation,
    translation_of_a_private_page,
]


def private_files() -> list[tuple[str, int]]:
    """Return (kind, id) of a picture and a document in a private collection."""
    collection = Collection.get_first_root_node().add_child(instance=Collection(name=CANARY))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    picture = ImageFactory(title=CANARY, collection=collection)
    document = DocumentFactory(title=CANARY, collection=collection)
    return [("images", picture.pk), ("documents", document.pk)]


def point_at(pages: list[Page]) -> Page:
    """Return a public page that links to all of ``pages``, as menu and redirects do too."""
    pointing = ContentPageFactory(
        title=OPEN,
        slug=OPEN,
        seo_title=OPEN,
        body=body(
            *(("rich_text", link(page, "dalej")) for page in pages),
            ("related_pages", {"title": "", "pages": items(*(page.pk for page in pages))}),
        ),
    )
    hidden = [("link", {"page": page, "label": "", "url": ""}) for page in pages]
    menu = Navigation.objects.get(locale=pointing.locale)
    menu.items = [*((item.block_type, item.value) for item in menu.items), *hidden]
    menu.save_revision().publish()
    for page in pages:
        Redirect.objects.create(old_path=f"/stare-{page.pk}", redirect_page=page)
    AlertBanner.objects.create(
        locale=pointing.locale, title=CANARY, text=f"<p>{CANARY}</p>", live=False
    )
    return pointing


def main() -> None:
    pages = [hide() for hide in PLACES]
    made = {
        "pages": [(page.pk, page.url_path) for page in [*pages, point_at(pages)]],
        "files": private_files(),
    }
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
