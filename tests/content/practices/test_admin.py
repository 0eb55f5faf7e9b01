"""What editors of good practices find in the form, and what translators work on."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail_localize.models import StringSegment

from cms.content.pages.models import ContentPage, HomePage, SectionPage
from cms.content.practices.models import PracticeIndexPage, PracticePage
from cms.core import previews
from cms.users import roles
from tests.delivery.api import read
from tests.factories import UserFactory
from tests.factories.practices import PracticePageFactory
from tests.factories.translations import translated
from tests.translation.base.translation_steps import publish_in, start

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page_type", "parents"),
    [
        (PracticeIndexPage, {HomePage, SectionPage}),
        (PracticePage, {PracticeIndexPage}),
    ],
)
def test_each_page_type_stands_where_it_belongs(
    page_type: type[PracticePage], parents: set[type[PracticePage]]
) -> None:
    types = (HomePage, SectionPage, ContentPage, PracticeIndexPage, PracticePage)
    found = {parent for parent in types if page_type in parent.allowed_subpage_models()}
    assert found == parents


@pytest.mark.parametrize(("language", "name"), [("pl", "Niemcy"), ("uk", "Німеччина")])
def test_the_form_names_countries_in_the_editors_language(language: str, name: str) -> None:
    form_class = PracticePage.get_edit_handler().get_form_class()
    with translation.override(language):
        form = form_class(instance=PracticePageFactory())
        assert dict(form.fields["country"].choices)["DE"] == name


def test_an_author_opens_the_form(client: Client) -> None:
    practice = PracticePageFactory()
    client.force_login(UserFactory(role=roles.AUTHORS))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[practice.pk]))
    assert response.status_code == 200


def test_translators_get_texts_and_no_facts() -> None:
    practice = PracticePageFactory(lead="", show_in_menus=False)
    segments = StringSegment.objects.filter(source=start(practice).source)
    assert set(segments.values_list("context__path", flat=True)) == {
        "title",
        "slug",
        "problem",
        "approach",
        "result",
    }


def test_a_published_translation_shows_the_facts_of_the_source() -> None:
    practice = PracticePageFactory()
    publish_in(practice.get_parent().specific)
    copy = publish_in(practice)
    PracticePage.objects.filter(pk=practice.pk).update(country="FR")
    found = read(f"pages/{copy.pk}/")
    assert (found["country"], found["problem_html"]) == ("FR", "<p>[uk] Długie kolejki.</p>")


def test_drafts_show_their_own_facts_and_translations_the_published_ones() -> None:
    practice = PracticePageFactory(country="DE")
    copy = translated(practice, "uk", live=False)
    practice.country = copy.country = "FR"
    editor = UserFactory(administrator=True)
    found = [
        read(f"preview/?token={previews.create_token(draft, editor.pk)}")["country"]
        for draft in (practice, copy)
    ]
    assert found == ["FR", "DE"]
