"""Who may call which address of wagtail-localize, and what its editor does with a review."""

from contextlib import AbstractContextManager
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import WorkflowState
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from cms.content.pages.models import Footer
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.test_localize_faults import CONTACT
from tests.translation.base.translation_steps import (
    asking,
    edit,
    fresh,
    locale,
    publish_in,
    start,
    submit,
    translate,
)

pytestmark = pytest.mark.django_db

FORM: Final = "application/x-www-form-urlencoded"
# Addresses that show only what is the user's: they hold no language in themselves.
FOR_EVERY_TRANSLATOR: Final = frozenset(
    {
        "javascript_catalog",
        "translations_report",
        "translations_report_results",
        "snippets_api_listing",
        "snippets_api_detail",
    }
)


def localize_names() -> list[str]:
    """Return the names of all addresses that wagtail-localize has registered."""
    _path, admin = get_resolver().namespace_dict["wagtail_localize"]
    return sorted({name for name in admin.reverse_dict if isinstance(name, str)})


def address(name: str, translation: Translation) -> str:
    """Return the address ``name`` for ``translation`` and what belongs to it."""
    source = translation.source
    arguments: dict[str, tuple[Any, ...]] = {
        "submit_page_translation": (source.get_source_instance().pk,),
        "submit_snippet_translation": ("pages", "footer", Footer.objects.get().pk),
        "update_translations": (source.pk,),
        "edit_string_translation": (translation.pk, source.stringsegment_set.first().pk),
        "edit_override": (translation.pk, source.overridablesegment_set.first().pk),
        "convert_to_alias": (translation.get_target_instance().pk,),
    }
    return reverse(f"wagtail_localize:{name}", args=arguments.get(name, (translation.pk,)))


@pytest.fixture
def footer() -> Footer:
    return Footer.objects.create(locale=locale("pl"), text="<p>Napisz do nas.</p>", live=True)


def translator(code: str) -> Client:
    client = Client()
    client.force_login(UserFactory(role=roles.translators(code)))
    return client


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
@pytest.mark.parametrize("name", sorted(set(localize_names()) - FOR_EVERY_TRANSLATOR))
def test_4_a_translator_of_one_language_is_refused_in_another(
    name: str, method: str, footer: Footer
) -> None:
    translation = start(ContentPageFactory(body=[CONTACT]), "en")
    response = translator("uk").generic(method.upper(), address(name, translation))
    assert response.status_code == 403


@pytest.mark.usefixtures("guarded")
def test_4_only_the_global_permission_counted(footer: Footer) -> None:
    """Our store refuses it with and without the middleware in front of it."""
    translation = start(footer, "en")
    response = translator("uk").put(
        address_of_first_string(translation), "value=Write to us.", content_type=FORM
    )
    assert response.status_code == 403


def test_4_translators_of_one_language_published_in_others(
    guarded: bool, on_commit: AbstractContextManager[Any]
) -> None:
    page = ContentPageFactory()
    translation = start(page, "en")
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    with on_commit:
        translator("uk").post(url, {"publish_translations": "on"})
    assert translation.get_target_instance().live != guarded


def address_of_first_string(translation: Translation) -> str:
    segment = translation.source.stringsegment_set.first()
    return reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])


def test_translators_write_in_their_own_language() -> None:
    translation = start(ContentPageFactory(), "uk")
    response = translator("uk").put(
        address_of_first_string(translation), "value=Дім", content_type=FORM
    )
    assert (response.status_code, response.json()["data"]) == (201, "Дім")


def test_6_an_override_over_http_cannot_be_a_script(guarded: bool) -> None:
    translation = start(ContentPageFactory(body=[CONTACT]))
    segment = OverridableSegment.objects.get(context__path=f"body.{CONTACT['id']}.url")
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    response = translator("uk").put(url, "value=javascript:alert(1)", content_type=FORM)
    stored = [override.data for override in SegmentOverride.objects.all()]
    expected = (400, []) if guarded else (201, ["javascript:alert(1)"])
    assert (response.status_code, stored) == expected


def test_5_the_editor_starts_a_review(guarded: bool) -> None:
    translation = start(ContentPageFactory())
    translate(translation)
    target = translation.get_target_instance()
    translator("uk").post(
        reverse("wagtailadmin_pages:edit", args=[target.pk]), asking(target, "submit")
    )
    assert fresh(target).workflow_in_progress == guarded


def test_5_publishing_is_the_outcome_of_the_review_and_not_its_end(
    guarded: bool, on_commit: AbstractContextManager[Any]
) -> None:
    translation = start(ContentPageFactory())
    translate(translation)
    submit(translation)
    target, client = translation.get_target_instance(), Client()
    client.force_login(UserFactory(role=roles.language_reviewers("uk")))
    with on_commit:
        client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), asking(target, "publish"))
    status = WorkflowState.objects.get(object_id=str(target.pk)).status
    approved, cancelled = WorkflowState.STATUS_APPROVED, WorkflowState.STATUS_CANCELLED
    assert (fresh(target).live, status) == (True, approved if guarded else cancelled)


def test_8_publishing_in_the_editor_says_what_is_missing() -> None:
    page = ContentPageFactory()
    target = publish_in(page)
    edit(page, lead="Coś nowego.")
    client = Client()
    client.force_login(UserFactory(role=roles.language_reviewers("uk")))
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    response = client.post(url, asking(target, "publish"), follow=True)
    messages = [(message.level_tag, fresh(target).lead) for message in response.context["messages"]]
    assert messages == [("error", f"[uk] {page.lead}")]
