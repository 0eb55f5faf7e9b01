"""Share images and QR codes: of public pages only, at addresses that follow from the page."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client, override_settings
from PIL import Image
from wagtail.models import Page

from cms.delivery.page_images import draw_code
from cms.delivery.share_images import Shared, shared, storage
from cms.delivery.share_images.renderer import draw
from tests.delivery.api import by_path, read
from tests.factories import ContentPageFactory, SectionPageFactory
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db

CMS = "http://127.0.0.1:8000"
LONG = (
    "Szczegółowe zasady udzielania świadczeń opieki zdrowotnej finansowanych ze środków "
    "publicznych obywatelom państw trzecich przebywającym na terytorium Rzeczypospolitej Polskiej "
    "na podstawie zezwolenia na pobyt czasowy i pracę, w tym członkom ich rodzin"
)


@pytest.fixture(autouse=True)
def _storage() -> Iterator[None]:
    """Keep files in memory: nothing here may need a file system."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={"default": memory, "staticfiles": static}):
        yield


def get(url: str, **headers: str) -> Any:
    return Client().get(
        url.removeprefix(CMS), headers={name.replace("_", "-"): v for name, v in headers.items()}
    )


def kept(page: Page, code: str) -> list[str]:
    return default_storage.listdir(f"share/{page.pk}/{code}")[1]


class TestShareImage:
    def test_every_page_has_one_in_every_readers_language(self) -> None:
        page = ContentPageFactory(slug="praca")
        urls = [by_path(f"/{code}/praca/")["meta"]["share_image"] for code in ("pl", "uk")]
        assert [url.startswith(f"{CMS}/share/{page.pk}/") for url in urls] == [True, True]
        responses = [get(url) for url in urls]
        assert [(one.status_code, one["Content-Type"]) for one in responses] == [
            (200, "image/png")
        ] * 2
        with Image.open(io.BytesIO(responses[0].content)) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))

    def test_it_is_drawn_once(self) -> None:
        page = ContentPageFactory()
        url = read(f"pages/{page.pk}/")["meta"]["share_image"]
        first = get(url)
        path = f"share/{page.pk}/pl/{url.rpartition('/')[2]}"
        default_storage.delete(path)
        default_storage.save(path, io.BytesIO(b"kept"))
        assert (get(url).content, get(url, If_None_Match=first["ETag"]).status_code) == (
            b"kept",
            304,
        )

    def test_a_new_title_has_a_new_address_and_the_old_one_leads_there(self) -> None:
        page = ContentPageFactory(title="Praca")
        old = read(f"pages/{page.pk}/")["meta"]["share_image"]
        get(old)
        page.title = "Zatrudnienie"
        page.save_revision().publish()
        new = read(f"pages/{page.pk}/")["meta"]["share_image"]
        response = get(old)
        assert (response.status_code, response["Location"], new != old) == (302, new, True)
        get(new)
        assert kept(page, "pl") == [new.rpartition("/")[2]]

    def test_a_section_that_is_renamed_changes_it_too(self) -> None:
        section = SectionPageFactory(title="Poradniki")
        page = ContentPageFactory(parent=section)
        old = read(f"pages/{page.pk}/")["meta"]["share_image"]
        section.title = "Porady"
        section.save_revision().publish()
        assert read(f"pages/{page.pk}/")["meta"]["share_image"] != old

    def test_unpublishing_takes_it_away(self) -> None:
        page = ContentPageFactory()
        url = read(f"pages/{page.pk}/")["meta"]["share_image"]
        get(url)
        page.unpublish()
        storage.forget(page.pk)
        assert (get(url).status_code, kept(page, "pl")) == (404, [])
        storage.forget(page.pk + 1)  # What was never drawn is no error.

    @pytest.mark.parametrize("path", ["/share/{}/{}/0123456789abcdef.png", "/qr/{}/{}.svg"])
    def test_only_where_readers_find_the_page(self, path: str) -> None:
        page, draft = ContentPageFactory(), ContentPageFactory(draft=True)
        copy = translated(page, "uk")
        places = [(draft.pk, "pl"), (page.pk, "de"), (copy.pk, "ru"), (999_999, "pl")]
        found = [get(path.format(*place)).status_code for place in places]
        assert found == [404] * 4

    def test_nothing_depends_on_who_asks(self) -> None:
        page = ContentPageFactory()
        response = get(read(f"pages/{page.pk}/")["meta"]["share_image"])
        assert (response["Cache-Control"], "Vary" in response.headers) == (
            "public, max-age=0, must-revalidate",
            False,
        )
        assert response.cookies.output() == ""


@pytest.mark.parametrize(
    "content",
    [
        Shared("Wspólna Sprawa", (), "Wspólna Sprawa"),
        Shared("Wspólna Sprawa", ("Poradniki " * 20, "Praca " * 30), LONG),
        Shared("Спільна справа", ("Порадник",), "Найнеобхідніші документи " * 9),
        Shared("Общее дело", (), "Ы" * 255),
        Shared("Common Cause", ("\u200b", ""), "🙂\x00\u0627"),
        Shared("", (), ""),
    ],
)
def test_every_title_fits_and_no_picture_is_large(content: Shared) -> None:
    assert 10_000 < len(draw(content)) <= 100_000


def test_letters_of_all_four_languages_are_drawn() -> None:
    pictures = {
        letter: draw(Shared("Wspólna Sprawa", (), letter)) for letter in "aążłźćńęóśбыёъґєїі"
    }
    assert len(set(pictures.values())) == len(pictures)


def test_home_is_named_once() -> None:
    assert shared("Wspólna Sprawa", []) == Shared("Wspólna Sprawa", (), "Wspólna Sprawa")


class TestQrCode:
    def test_it_leads_to_the_page(self) -> None:
        page = ContentPageFactory(title="Praca <i> & płaca", slug="praca")
        meta = by_path("/uk/praca/")["meta"]
        assert meta["qr_code"] == f"{CMS}/qr/{page.pk}/uk.svg"
        response = get(meta["qr_code"])
        assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
        assert response.content == draw_code(meta["html_url"], "Praca <i> & płaca")
        assert response.content != draw_code("http://127.0.0.1:4321/pl/praca/", "Praca <i> & płaca")
        assert "<title>Praca &lt;i&gt; &amp; płaca</title>" in response.content.decode()

    def test_it_is_asked_for_again_only_when_it_changes(self) -> None:
        page = ContentPageFactory(slug="praca")
        url = f"/qr/{page.pk}/pl.svg"
        old = get(url)["ETag"]
        assert get(url, If_None_Match=old).status_code == 304
        page.slug = "zatrudnienie"
        page.save_revision().publish()
        assert get(url, If_None_Match=old).status_code == 200

    def test_cyrillic_addresses_are_written_in_ascii(self) -> None:
        url = "http://127.0.0.1:4321/uk/житло/"
        ascii_url = "http://127.0.0.1:4321/uk/%D0%B6%D0%B8%D1%82%D0%BB%D0%BE/"
        assert draw_code(url, "") == draw_code(ascii_url, "")
