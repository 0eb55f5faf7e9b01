"""What the review bar says about facts that a translation has lost."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from cms.translation.base.domain.translation_checks import Finding, findings
from cms.translation.base.rules.facts import Fact, FactKind
from cms.users import roles
from tests.factories import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import start, translate

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def lose_a_number() -> tuple[object, object]:
    """Return a translation whose lead says 3 days where the source says 30, and its page."""
    translation = start(ContentPageFactory(title="Strona", lead="Masz na to 30 dni."))
    translate(translation)
    StringTranslation.objects.filter(data__contains="30").update(data="Маєте 3 дні.")
    return translation, translation.get_target_instance()


def test_a_lost_number_is_found_where_it_stood() -> None:
    translation, _page = lose_a_number()
    assert findings(translation) == [
        Finding("lead", "Masz na to 30 dni.", "Маєте 3 дні.", (Fact(FactKind.DURATION, "30 dni"),))
    ]


def test_what_is_not_translated_yet_is_no_finding() -> None:
    assert findings(start(ContentPageFactory(lead="Masz na to 30 dni."))) == []


def test_a_slug_may_lose_its_numbers() -> None:
    translation = start(ContentPageFactory(slug="strona-2026", title="Strona"))
    translate(translation, paths={"title"})
    StringTranslation.objects.create(
        translation_of_id=translation.source.stringsegment_set.get(context__path="slug").string_id,
        context=translation.source.stringsegment_set.get(context__path="slug").context,
        locale=translation.target_locale,
        data="storinka",
    )
    assert findings(translation) == []


@pytest.mark.parametrize("role", [roles.translators("uk"), roles.language_reviewers("uk")])
def test_translator_and_reviewer_see_it_beside_the_editor(client: Client, role: str) -> None:
    _translation, page = lose_a_number()
    client.force_login(UserFactory(role=role))
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(edit_url, follow=True).content.decode()
    assert "<mark>30 dni</mark>" in html
