"""What is not public is found nowhere: a canary in every hiding place, every address asked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
)

from cms.background.jobs.runner import run_due
from cms.content.pages.models import AlertBanner, Navigation
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory
from tests.factories.bodies import body, every_block, items, link
from tests.factories.documents import DocumentFactory
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db

CANARY = "kanarek"
TEXT = {
    "title": CANARY,
    "lead": CANARY,
    "seo_title": CANARY,
    "search_description": CANARY,
}


def draft_page() -> Page:
    return hidden_page(draft=True)


def draft_of_a_live_page() -> Page:
    page = ContentPageFactory(slug="zwykla")
    for name, value in TEXT.items():
        setattr(page, name, value)
    page.slug = CANARY
    page.body = canary_body()
    page.save_revision()
    return page


def private_page() -> Page:
    page = hidden_page()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def page_below_a_private_one() -> Page:
    section = SectionPageFactory(**TEXT, slug=f"{CANARY}-dzial")
    PageViewRestriction.objects.create(page=section, restriction_type="password", password="x")
    return hidden_page(parent=section)


def page_below_a_private_home_of_its_group() -> Page:
    section = SectionPageFactory(**TEXT, slug=f"{CANARY}-dzial")
    PageViewRestriction.objects.create(page=section, restriction_type="groups")
    return hidden_page(parent=section)


def scheduled_page() -> Page:
    page = hidden_page(draft=True)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    return page


def expired_page() -> Page:
    page = hidden_page()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    return page


def unpublished_page() -> Page:
    page = hidden_page()
    page.unpublish()
    return page


def unpublished_translation() -> Page:
    source = ContentPageFactory(title="Jawna", slug="jawna")
    return translated(source, "uk", live=False, **TEXT, slug=CANARY, body=canary_body())


def translation_of_a_private_page() -> Page:
    source = ContentPageFactory(**TEXT, slug=CANARY)
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    return translated(source, "uk", **TEXT, slug=f"{CANARY}-uk")


def page_outside_every_language() -> Page:
    from cms.content.pages.models import ContentPage

    page = ContentPage(**TEXT, slug=CANARY, locale=Locale.objects.get(language_code="pl"))
    Page.get_first_root_node().add_child(instance=page)
    return page


HIDING_PLACES: list[Callable[[], Page]] = [
    draft_page,
    draft_of_a_live_page,
    private_page,
    page_below_a_private_one,
    page_below_a_private_home_of_its_group,
    scheduled_page,
    expired_page,
    unpublished_page,
    unpublished_translation,
    translation_of_a_private_page,
    page_outside_every_language,
]


def canary_body() -> Any:
    return body(("rich_text", f"<p>{CANARY}</p>"))


def hidden_page(**options: Any) -> Any:
    return ContentPageFactory(**TEXT, slug=CANARY, body=canary_body(), **options)


def addresses(*pages: Page) -> list[str]:
    """Return every address at which somebody could look for these pages."""
    found = [
        "pages/",
        "pages/?fields=*&limit=100",
        "pages/?type=pages.ContentPage&fields=*",
        f"pages/?title={CANARY}",
        f"pages/?slug={CANARY}",
        f"pages/?seo_title={CANARY}",
        f"pages/?search={CANARY}",
        f"pages/?search={CANARY}&fields=*&search_operator=or",
        f"pages/?order=-title&search_description={CANARY}",
        "images/?fields=*",
        f"images/?search={CANARY}",
        f"images/?tags={CANARY}",
        "documents/?fields=*",
        f"documents/?search={CANARY}",
        "redirects/?fields=*",
        f"redirects/find/?html_path=/stare-{CANARY}/",
        "preview/?token=1",
        "openapi.json",
        *(f"site/?locale={code}" for code in ("pl", "en", "ru", "uk")),
        *(f"pages/by_path/?html_path=/{code}/" for code in ("pl", "en", "ru", "uk")),
    ]
    for page in pages:
        found += [
            f"pages/{page.pk}/",
            f"pages/?child_of={page.pk}",
            f"pages/?descendant_of={page.pk}",
            f"pages/?ancestor_of={page.pk}",
            f"pages/?translation_of={page.pk}",
            f"pages/?id={page.pk}&fields=*",
            f"pages/find/?id={page.pk}",
        ]
        rest = page.url_path.partition("/")[2].partition("/")[2]
        for code in ("pl", "en", "ru", "uk"):
            path = quote(f"/{code}/{rest}")
            found += [f"pages/by_path/?html_path={path}", f"pages/find/?html_path={path}"]
    return found


def everything(*pages: Page) -> dict[str, str]:
    """Return what each address says beyond the question: body and headers, in lower case."""
    client = Client()
    said = {}
    for address in addresses(*pages):
        response = client.get(f"/api/v2/{address}")
        headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
        said[address] = f"{response.content.decode()} {headers}".lower()
    return said


def leaks(*pages: Page) -> list[str]:
    run_due()
    return [address for address, said in everything(*pages).items() if CANARY in said]


@pytest.mark.parametrize("hide", HIDING_PLACES)
def test_the_canary_is_found_nowhere(hide: Callable[[], Page]) -> None:
    page = hide()
    linking = ContentPageFactory(
        title="Jawna strona",
        body=body(
            ("rich_text", link(page, "dalej")),
            ("related_pages", {"title": "", "pages": items(page.pk)}),
        ),
    )
    Redirect.objects.create(old_path=f"/stare-{CANARY}", redirect_page=page)
    Navigation.objects.create(
        locale=linking.locale,
        items=[("link", {"page": page, "label": "", "url": ""})],
    )
    if page.live and hide is draft_of_a_live_page:
        Redirect.objects.all().delete()  # Its target is public, the old path is our own canary.
    assert leaks(page, linking) == []


@pytest.mark.parametrize("hide", HIDING_PLACES)
def test_search_does_not_even_count_what_is_hidden(hide: Callable[[], Page]) -> None:
    hide()
    run_due()
    answer = Client().get(f"/api/v2/pages/?search={CANARY}").json()
    assert answer == {"meta": {"total_count": 0}, "items": []}


def test_the_canary_would_be_found_if_it_were_public() -> None:
    page = hidden_page()
    assert len(leaks(page)) > 10


def test_a_link_to_a_hidden_page_loses_its_address_and_keeps_its_text() -> None:
    page = draft_page()
    linking = ContentPageFactory(slug="jawna", body=body(("rich_text", link(page, "dalej"))))
    found = Client().get(f"/api/v2/pages/{linking.pk}/").json()
    assert found["body"][0]["value"] == {"html": "<p><a>dalej</a></p>"}


def private_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name=CANARY)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_files_of_private_collections_are_found_nowhere() -> None:
    collection = private_collection()
    below = collection.add_child(name="niżej")
    image = ImageFactory(title=CANARY, collection=below)
    image.tags.add(CANARY)
    document = DocumentFactory(title=CANARY, collection=collection)
    page = ContentPageFactory(
        title="Jawna", body=every_block(image=image, document=document, page=ContentPageFactory())
    )
    assert leaks(page) == []
    blocks = [block["type"] for block in Client().get(f"/api/v2/pages/{page.pk}/").json()["body"]]
    assert {"image", "document"} & set(blocks) == set()
    statuses = [
        Client().get(f"/api/v2/{path}").status_code
        for path in (
            f"images/{image.pk}/",
            f"images/find/?id={image.pk}",
            f"documents/{document.pk}/",
            f"documents/find/?id={document.pk}",
        )
    ]
    assert statuses == [404, 404, 404, 404]


def test_pictures_of_private_collections_are_not_served_even_by_a_signed_address() -> None:
    from cms.core.representations.images import rendition_url

    image = ImageFactory(title=CANARY)
    path = rendition_url(image, "width-400|format-webp").removeprefix("http://127.0.0.1:8000")
    assert Client().get(path).status_code == 200
    image.collection = private_collection()
    image.save()
    assert Client().get(path).status_code == 404


def test_pictures_need_a_signature_and_the_library_an_account() -> None:
    image = ImageFactory()
    client = Client()
    wrong = client.get(f"/images/xxxx/{image.pk}/width-400/").status_code
    library = client.get(f"/media/{image.file.name}").status_code
    assert (wrong, library) == (403, 404)


def test_unpublished_alerts_and_alerts_on_hidden_pages_say_nothing() -> None:
    polish = Locale.objects.get(language_code="pl")
    AlertBanner.objects.create(title=CANARY, live=False, locale=polish)
    AlertBanner.objects.create(title="Uwaga", page=draft_page(), locale=polish)
    alerts = Client().get("/api/v2/site/?locale=pl").json()["alerts"]
    assert [(alert["title"], alert["link"]) for alert in alerts] == [("Uwaga", None)]
