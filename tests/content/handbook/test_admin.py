"""What editors of the handbook may do, and what their forms offer."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from cms.content.handbook.models import ChapterPage, GlossaryTerm, HandbookPage, PartPage
from cms.content.pages.models import ContentPage, HomePage, SectionPage
from cms.users import roles
from tests.factories import UserFactory
from tests.factories.handbook import (
    AudienceFactory,
    ChapterPageFactory,
    GlossaryTermFactory,
    in_language,
)
from tests.translation.base.translation_steps import publish_in

pytestmark = pytest.mark.django_db

DEFINITION = json.dumps(
    {"blocks": [{"key": "a", "text": "Dokument.", "type": "unstyled"}], "entityMap": {}}
)


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role))
    return client


def add_term(role: str, code: str, **fields: str) -> Any:
    url = reverse("wagtailsnippets_handbook_glossaryterm:add")
    data = {"term": "karta pobytu", "definition": DEFINITION, **fields}
    return client_of(role).post(f"{url}?locale={code}", data)


@pytest.mark.parametrize(
    ("page_type", "parents"),
    [
        (HandbookPage, {HomePage, SectionPage}),
        (PartPage, {HandbookPage}),
        (ChapterPage, {PartPage}),
    ],
)
def test_each_page_type_stands_where_it_belongs(
    page_type: type[Page], parents: set[type[Page]]
) -> None:
    types = (HomePage, SectionPage, ContentPage, HandbookPage, PartPage, ChapterPage)
    found = {parent for parent in types if page_type in parent.allowed_subpage_models()}
    assert found == parents


def test_the_form_offers_polish_audiences_only() -> None:
    audience = AudienceFactory()
    in_language(audience, "uk", name="Учителі")
    form = ChapterPage.get_edit_handler().get_form_class()(instance=ChapterPageFactory())
    assert list(form.fields["audiences"].queryset) == [audience]


@pytest.mark.parametrize("name", ["edit", "add"])
def test_an_author_opens_the_chapters_form(name: str) -> None:
    chapter = ChapterPageFactory()
    parent = chapter.get_parent()
    url = {
        "edit": reverse("wagtailadmin_pages:edit", args=[chapter.pk]),
        "add": reverse("wagtailadmin_pages:add", args=["handbook", "chapterpage", parent.pk]),
    }[name]
    response = client_of(roles.AUTHORS).get(url)
    shown = [part in response.content.decode() for part in ("legal_basis", "chapter_terms")]
    assert (response.status_code, shown) == (200, [True, True])


def test_an_author_suggests_a_term_and_cannot_publish_it() -> None:
    add_term(roles.AUTHORS, "pl", **{"action-publish": "1"})
    found = GlossaryTerm.objects.values_list("term", "anchor", "live")
    assert list(found) == [("karta pobytu", "term-karta-pobytu", False)]


@pytest.mark.parametrize("role", [roles.AUTHORS, roles.PUBLISHERS, roles.translators("uk")])
def test_terms_begin_in_polish(role: str) -> None:
    add_term(role, "uk")
    assert GlossaryTerm.objects.count() == 0


def test_a_term_keeps_its_anchor_when_it_is_worded_anew_and_translated() -> None:
    term = GlossaryTermFactory(term="karta pobytu")
    publish_in(term)
    term.term = "zezwolenie na pobyt"
    term.save()
    anchors = GlossaryTerm.objects.values_list("locale__language_code", "anchor")
    assert set(anchors) == {("pl", "term-karta-pobytu"), ("uk", "term-karta-pobytu")}


def test_two_terms_of_one_name_have_anchors_of_their_own() -> None:
    found = [GlossaryTermFactory(term="opieka").anchor for _ in range(2)]
    assert found == ["term-opieka", "term-opieka-2"]


def test_a_chapter_is_translated_through_the_translators_work() -> None:
    chapter = ChapterPageFactory(audiences=[AudienceFactory()], terms=[GlossaryTermFactory()])
    publish_in(chapter.get_parent().get_parent().specific)
    publish_in(chapter.get_parent().specific)
    copy = publish_in(chapter)
    assert (copy.locale, copy.title) == (
        Locale.objects.get(language_code="uk"),
        f"[uk] {chapter.title}",
    )
