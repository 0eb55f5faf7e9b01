"""Old addresses: where they lead after pages were renamed, moved and swapped."""

from random import Random
from typing import Any

import pytest
from django.test import TestCase, override_settings
from pytest_django import DjangoAssertNumQueries
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.core import content_version
from tests.delivery.api import get, read
from tests.factories import ContentPageFactory, SectionPageFactory
from tests.factories.translations import translated
from tests.translation.base.translation_steps import reviewer_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

SITE = "http://127.0.0.1:4321"


def rename(page: Any, slug: str) -> None:
    """Publish a page under another slug, as an editor does."""
    page = Page.objects.get(pk=page.pk).specific
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish(user=reviewer_of(page))


def leads_to(path: str) -> tuple[int, str] | int:
    """Return the page that answers and its address, or the status of the refusal."""
    response = get(f"pages/by_path/?html_path={path}")
    if response.status_code != 200:
        return int(response.status_code)
    found = response.json()
    return found["id"], found["meta"]["html_url"].removeprefix(SITE)


class TestRenaming:
    def test_the_old_address_leads_to_the_new_one_in_every_language(self) -> None:
        page = ContentPageFactory(slug="praca")
        rename(page, "zatrudnienie")
        assert [leads_to(f"/{code}/praca/") for code in ("pl", "en", "ru", "uk")] == [
            (page.pk, f"/{code}/zatrudnienie/") for code in ("pl", "en", "ru", "uk")
        ]

    def test_the_old_source_path_leads_to_the_translation(self) -> None:
        page = ContentPageFactory(slug="praca")
        copy = translated(page, "uk", slug="robota")
        rename(page, "zatrudnienie")
        assert leads_to("/uk/praca/") == (copy.pk, "/uk/robota/")

    def test_a_translations_old_address_leads_on(self) -> None:
        page = ContentPageFactory(slug="praca")
        copy = translated(page, "uk", slug="robota", lead="Коротко.")
        rename(copy, "pratsia")
        assert leads_to("/uk/robota/") == (copy.pk, "/uk/pratsia/")

    def test_a_withdrawn_translations_old_address_leads_to_the_source(self) -> None:
        page = ContentPageFactory(slug="praca")
        copy = translated(page, "uk", slug="robota", lead="Коротко.")
        rename(copy, "pratsia")
        Page.objects.filter(pk=copy.pk).update(live=False)
        assert leads_to("/uk/robota/") == (page.pk, "/uk/praca/")

    def test_descendants_move_along(self) -> None:
        section = SectionPageFactory(slug="poradniki")
        page = ContentPageFactory(slug="praca", parent=section)
        rename(section, "porady")
        assert [leads_to("/pl/poradniki/praca/"), leads_to("/uk/poradniki/praca/")] == [
            (page.pk, "/pl/porady/praca/"),
            (page.pk, "/uk/porady/praca/"),
        ]

    def test_twice(self) -> None:
        page = ContentPageFactory(slug="raz")
        rename(page, "dwa")
        rename(page, "trzy")
        assert [leads_to("/pl/raz/"), leads_to("/pl/dwa/")] == [(page.pk, "/pl/trzy/")] * 2

    def test_and_back(self) -> None:
        page = ContentPageFactory(slug="raz")
        rename(page, "dwa")
        rename(page, "raz")
        assert [leads_to("/pl/raz/"), leads_to("/pl/dwa/")] == [(page.pk, "/pl/raz/")] * 2

    def test_two_pages_swap_their_slugs(self) -> None:
        one, two = ContentPageFactory(slug="raz"), ContentPageFactory(slug="dwa")
        rename(one, "trzy")
        rename(two, "raz")
        rename(one, "dwa")
        assert [leads_to(f"/pl/{slug}/") for slug in ("raz", "dwa", "trzy")] == [
            (two.pk, "/pl/raz/"),
            (one.pk, "/pl/dwa/"),
            (one.pk, "/pl/dwa/"),
        ]

    def test_a_page_that_lives_at_an_old_address_wins(self) -> None:
        page = ContentPageFactory(slug="praca")
        rename(page, "zatrudnienie")
        new = ContentPageFactory(slug="praca")
        assert [leads_to("/pl/praca/"), leads_to("/uk/praca/")] == [
            (new.pk, "/pl/praca/"),
            (new.pk, "/uk/praca/"),
        ]

    def test_readers_see_it_at_once(self) -> None:
        page = ContentPageFactory(slug="praca")
        rename(page, "zatrudnienie")
        version = content_version.read()
        rename(page, "zajecie")
        assert (leads_to("/pl/praca/"), content_version.read() > version) == (
            (page.pk, "/pl/zajecie/"),
            True,
        )

    def test_a_draft_leaves_no_address_behind(self) -> None:
        page = ContentPageFactory(slug="praca", draft=True)
        page.slug = "inna"
        with TestCase.captureOnCommitCallbacks(execute=True):
            page.save()
        assert list(Redirect.objects.all()) == []

    def test_a_page_unpublished_during_the_renaming_is_not_forgotten(self) -> None:
        section = SectionPageFactory(slug="poradniki")
        page = ContentPageFactory(slug="praca", parent=section)
        page.unpublish()
        rename(section, "porady")
        assert leads_to("/pl/poradniki/praca/") == 404
        Page.objects.get(pk=page.pk).specific.save_revision().publish()
        assert leads_to("/pl/poradniki/praca/") == (page.pk, "/pl/porady/praca/")

    def test_a_path_too_long_to_keep_refuses_nothing(self) -> None:
        section = SectionPageFactory(slug="d" * 200)
        page = ContentPageFactory(slug="s" * 100, parent=section)
        rename(section, "nowy")
        assert [leads_to(f"/pl/{'d' * 200}/"), leads_to(f"/pl/{'d' * 200}/{'s' * 100}/")] == [
            (section.pk, "/pl/nowy/"),
            404,
        ]
        new_path = f"/pl/nowy/{'s' * 100}/"
        assert leads_to(new_path) == (page.pk, new_path)


def paths(pages: list[Any]) -> dict[str, int]:
    """Return where the pages are now."""
    return dict(Page.objects.filter(pk__in=[p.pk for p in pages]).values_list("url_path", "pk"))


@pytest.mark.parametrize("seed", range(3))
def test_after_any_renaming_and_moving_an_address_leads_to_whoever_lived_there_last(
    seed: int,
) -> None:
    choice = Random(seed)
    sections = [SectionPageFactory(slug=f"s{number}") for number in range(2)]
    pages = [*sections, *(ContentPageFactory(slug=slug, parent=sections[0]) for slug in "abc")]
    lived = paths(pages)
    for _step in range(12):
        page = Page.objects.get(pk=choice.choice(pages).pk)
        slug, parent = choice.choice("abcdef"), choice.choice(sections)
        taken = Page.objects.sibling_of(page, inclusive=False).filter(slug=slug).exists()
        if choice.random() < 0.6 and not taken:
            rename(page, slug)
        elif page.depth > 3 and not parent.get_children().filter(slug=page.slug).exists():
            page.move(Page.objects.get(pk=parent.pk), pos="last-child")
        lived |= paths(pages)
    now = {pk: path for path, pk in paths(pages).items()}
    for code in ("pl", "uk"):
        found = {path: leads_to(f"/{code}{path[3:]}") for path in lived}
        assert found == {path: (pk, f"/{code}{now[pk][3:]}") for path, pk in lived.items()}


class TestMoving:
    def test_a_subtree(self) -> None:
        old, new = SectionPageFactory(slug="stare"), SectionPageFactory(slug="nowe")
        branch = SectionPageFactory(slug="galaz", parent=old)
        leaf = ContentPageFactory(slug="lisc", parent=branch)
        Page.objects.get(pk=branch.pk).move(Page.objects.get(pk=new.pk), pos="last-child")
        assert [leads_to("/pl/stare/galaz/"), leads_to("/uk/stare/galaz/lisc/")] == [
            (branch.pk, "/pl/nowe/galaz/"),
            (leaf.pk, "/uk/nowe/galaz/lisc/"),
        ]

    def test_another_order_leaves_nothing_behind(self) -> None:
        first, second = ContentPageFactory(), ContentPageFactory()
        Page.objects.get(pk=second.pk).move(Page.objects.get(pk=first.pk), pos="left")
        assert list(Redirect.objects.all()) == []

    def test_there_and_back(self) -> None:
        old, new = SectionPageFactory(slug="stare"), SectionPageFactory(slug="nowe")
        page = ContentPageFactory(slug="praca", parent=old)
        for section in (new, old):
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=section.pk), pos="last-child")
        assert [leads_to("/pl/stare/praca/"), leads_to("/pl/nowe/praca/")] == [
            (page.pk, "/pl/stare/praca/")
        ] * 2


class TestPrivacy:
    @pytest.mark.parametrize("code", ["pl", "uk"])
    def test_an_unpublished_page_is_not_found(self, code: str) -> None:
        page = ContentPageFactory(slug="praca")
        rename(page, "tajna")
        Page.objects.get(pk=page.pk).specific.unpublish()
        response = get(f"pages/by_path/?html_path=/{code}/praca/")
        assert (response.status_code, b"tajna" in response.content) == (404, False)


class TestEditorsRedirects:
    def add(self, old_path: str, link: str = "", page: Page | None = None) -> None:
        Redirect.objects.create(old_path=old_path, redirect_link=link, redirect_page=page)

    def test_to_another_site(self) -> None:
        self.add("/pl/gmina", "https://gmina.example/praca")
        found = [get(f"pages/by_path/?html_path=/{code}/gmina/") for code in ("pl", "uk")]
        assert [(one.status_code, one.json()["location"]) for one in found] == [
            (404, "https://gmina.example/praca")
        ] * 2
        assert found[0]["Content-Type"] == "application/problem+json"

    def test_to_a_page_from_an_address_without_a_language(self) -> None:
        page = ContentPageFactory(slug="praca")
        self.add("/praca", page=page)
        assert leads_to("/praca/") == (page.pk, "/pl/praca/")

    def test_to_an_address_of_our_own(self) -> None:
        page = ContentPageFactory(slug="praca")
        self.add("/pl/stare", f"{SITE}/uk/praca/#wiza")
        assert leads_to("/pl/stare/") == (page.pk, "/uk/praca/")

    def test_to_an_address_of_our_own_without_a_page(self) -> None:
        self.add("/pl/nowosci", f"{SITE}/pl/feed.xml")
        response = get("pages/by_path/?html_path=/pl/nowosci/")
        assert (response.status_code, response.json()["location"]) == (404, f"{SITE}/pl/feed.xml")

    def test_in_a_circle(self) -> None:
        self.add("/pl/raz", f"{SITE}/pl/dwa/")
        self.add("/pl/dwa", f"{SITE}/pl/raz/")
        response = get("pages/by_path/?html_path=/pl/raz/")
        assert (response.status_code, "location" in response.json()) == (404, False)

    def test_to_a_dangerous_address(self) -> None:
        self.add("/pl/raz", "javascript:alert(1)")
        response = get("pages/by_path/?html_path=/pl/raz/")
        assert (response.status_code, "location" in response.json()) == (404, False)

    def test_is_not_overwritten_by_a_renaming(self) -> None:
        page, other = ContentPageFactory(slug="praca"), ContentPageFactory(slug="inna")
        self.add("/pl/praca", page=other)
        rename(page, "zatrudnienie")
        assert leads_to("/pl/praca/") == (other.pk, "/pl/inna/")


def test_an_unknown_path_takes_no_query_more_than_a_known_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    read("pages/")
    get("pages/by_path/?html_path=/pl/nic/")
    with django_assert_num_queries(1):  # the prepared document
        get("pages/by_path/?html_path=/pl/nic/")


@override_settings(SITE_URL="https://strona.example")
def test_old_addresses_do_not_depend_on_the_sites_host() -> None:
    page = ContentPageFactory(slug="praca")
    rename(page, "zatrudnienie")
    response = get("pages/by_path/?html_path=/pl/praca/")
    assert response.json()["meta"]["html_url"] == "https://strona.example/pl/zatrudnienie/"
