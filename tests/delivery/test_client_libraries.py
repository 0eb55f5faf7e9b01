"""Clients that others wrote for Wagtail's API, unchanged, on a server of ours."""

import json
import subprocess
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.test import Client
from wagtail.models import Page

from cms.core import previews
from cms.project.launcher.paths import FRONTEND
from cms.project.launcher.up import NODE
from tests.delivery.api import get, read
from tests.factories import ContentPageFactory, ImageFactory, SectionPageFactory, UserFactory
from tests.factories.documents import DocumentFactory
from tests.factories.translations import translated

# wagtail-js of npm, a development dependency of the frontend. Each line asks once.
WAGTAIL_JS: Final = """
import { CMSClient } from "wagtail-js";
const [baseURL, page, image, file] = process.argv.slice(1);
const client = new CMSClient({ baseURL, apiPath: "/api/v2", cache: "no-store" });
const type = "pages.ContentPage";
const found = {
  pages: await client.fetchPages({ type, order: "title", fields: ["lead", "parent(title)"] }),
  part: await client.fetchPages({ type, order: "title", limit: 1, locale: "pl" }),
  site: await client.fetchPages({ type, site: "127.0.0.1", limit: 1, offset: 1 }),
  children: await client.fetchPages({ child_of: "root", order: "title" }),
  translations: await client.fetchPages({ translation_of: Number(page) }),
  searched: await client.fetchPages({ search: "zzzz", search_operator: "or" }),
  bySlug: await client.fetchPage("ananas", { fields: ["*"] }),
  byId: await client.fetchPage(Number(page), { fields: ["*"] }),
  missing: await client.fetchPage(999999),
  images: await client.fetchImages({ fields: ["*"] }),
  image: await client.fetchImage(Number(image)),
  documents: await client.fetchDocuments(),
  document: await client.fetchDocument(Number(file)),
};
found.src = client.getMediaSrc(found.image.meta);
console.log(JSON.stringify(found));
"""
# What Wagtail's example of a front end in Next.js (bakerydemo-nextjs) asks of every page.
EXAMPLE_META: Final = (
    "type,detail_url,html_url,slug,show_in_menus,seo_title,search_description,first_published_at,"
    "alias_of,locale"
)
EXAMPLE_FIELDS: Final = f"id,title,{EXAMPLE_META}"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_wagtail_js_reads_pages_and_files(live_server: Any) -> None:
    section = SectionPageFactory(title="Dział", slug="dzial")
    page = ContentPageFactory(title="Ananas", slug="ananas", parent=section)
    ContentPageFactory(title="Bez", slug="bez", parent=section)
    copy = translated(page, "uk", title="Ананас")
    image, document = ImageFactory(), DocumentFactory()
    command = [NODE, "--input-type=module", "--eval", WAGTAIL_JS, live_server.url]
    done = subprocess.run(
        [*command, str(page.pk), str(image.pk), str(document.pk)],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])  # The client writes of failures before it.

    assert [item["title"] for item in found["pages"]["items"]] == ["Ananas", "Bez", "Ананас"]
    assert found["pages"]["items"][0]["meta"]["parent"]["title"] == "Dział"
    assert (found["part"]["meta"]["total_count"], len(found["part"]["items"])) == (2, 1)
    assert [item["title"] for item in found["site"]["items"]] == ["Bez"]
    assert [item["title"] for item in found["children"]["items"]] == ["Dział"]
    assert [item["id"] for item in found["translations"]["items"]] == [copy.pk]
    assert found["searched"] == {"meta": {"total_count": 0}, "items": []}
    assert (found["bySlug"]["id"], found["byId"]["title"]) == (page.pk, "Ananas")
    assert found["byId"]["meta"]["parent"]["id"] == section.pk
    assert found["missing"]["message"] == "Page not found"
    assert [item["id"] for item in found["images"]["items"]] == [image.pk]
    assert found["document"]["title"] == document.title
    assert found["src"].startswith(f"{live_server.url}/images/")


@pytest.mark.django_db
class TestRequestsOfWagtailsExampleForNext:
    """The requests that it makes, in their order; it reads ``message`` where one fails."""

    HEADERS: Final = {"Content_Type": "application/json"}

    def test_home_then_menu(self) -> None:
        SectionPageFactory(title="Dział", slug="dzial")
        home = Page.objects.get(url_path="/pl/")
        fields = f"{EXAMPLE_FIELDS},parent"
        answer = Client().get(
            f"/api/v2/pages/find/?html_path=/&fields={fields}", headers=self.HEADERS, follow=True
        )
        found = answer.json()
        assert (found["id"], found["meta"]["parent"]) == (home.pk, None)
        query = {
            "child_of": found["id"],
            "show_in_menus": "true",
            "type": "wagtailcore.Page",
            "fields": EXAMPLE_FIELDS,
        }
        (item,) = read(f"pages/?{urlencode(query)}", **self.HEADERS)["items"]
        assert item["meta"].keys() == set(EXAMPLE_META.split(","))

    def test_a_page_by_path_then_by_id_with_fields_of_its_own(self) -> None:
        section = SectionPageFactory(title="Dział", slug="dzial")
        page = ContentPageFactory(title="Bez", slug="bez", parent=section)
        path = "pages/find/?html_path=/pl/dzial/bez"
        answer = Client().get(f"/api/v2/{path}&fields={EXAMPLE_FIELDS},parent", follow=True)
        assert answer.json()["meta"]["html_url"].endswith("/pl/dzial/bez/")
        whole = read(f"pages/{page.pk}/?fields={EXAMPLE_FIELDS},lead,body,parent")
        assert (whole["lead"], whole["meta"]["parent"]["id"]) == (page.lead, section.pk)

    def test_images(self) -> None:
        image = ImageFactory()
        assert read(f"images/{image.pk}/")["meta"]["download_url"].startswith("http")
        assert read("images/?limit=5")["meta"]["total_count"] == 1

    def test_a_preview_by_token_with_type_and_fields(self) -> None:
        page = ContentPageFactory(title="Stary", slug="stary")
        page.title = "Nowy"
        token = previews.create_token(page, UserFactory(administrator=True).pk)
        query = {"content_type": "pages.ContentPage", "token": token, "fields": EXAMPLE_FIELDS}
        assert read(f"preview/?{urlencode(query)}")["title"] == "Nowy"

    def test_a_failure_says_why(self) -> None:
        answer = get("pages/find/?html_path=/pl/nie-ma/&fields=id", **self.HEADERS)
        assert (answer.status_code, answer.json()["message"]) == (404, "There is no such page.")
