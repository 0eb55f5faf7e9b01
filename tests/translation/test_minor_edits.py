"""“Minor: translations stay current”, said by the publisher in the Polish editor."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation

from cms.core.models import TranslationStatus
from cms.pages.models import FundingLine
from cms.translation import signals
from cms.translation.domain import publication, writing
from cms.translation.domain.minor_edits import LOG_ACTION, mark_minor
from cms.translation.domain.segment_rows import segment_rows
from cms.translation.enums import SegmentState
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.test_faults import CONTACT
from tests.translation.translating import edit, fresh, locale, publish_in, state

pytestmark = pytest.mark.django_db


def publisher() -> Any:
    return UserFactory(role=roles.PUBLISHERS)


def lead_of(page: Any) -> Any:
    translation = Translation.objects.get(source__object_id=page.translation_key)
    return next(row for row in segment_rows(translation) if row.path == "lead")


def test_a_minor_edit_keeps_translations_current_with_author_and_acceptance() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    translation = Translation.objects.get()
    author = UserFactory(role=roles.translators("uk"))
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    lead = lead_of(page)
    writing.write(translation, lead.id, "Зверніться до нас.", user=author)
    writing.accept(translation, [lead.id], user=reviewer)
    page = edit(page, lead="Zgłoś się, do nas.")
    assert mark_minor(page, user=publisher()) == 1
    kept = lead_of(page)
    assert (kept.text, kept.state, kept.translated_by_id, kept.accepted_by_id) == (
        "Зверніться до нас.",
        SegmentState.ACCEPTED,
        author.pk,
        reviewer.pk,
    )
    assert (state(page).status, state(page).behind_since) == (TranslationStatus.CURRENT, None)


def test_what_was_live_may_be_published_again_after_a_minor_edit() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    target = publish_in(page)
    page = edit(page, lead="Zgłoś się, do nas.")
    mark_minor(page, user=publisher())
    fresh(target).unpublish()
    fresh(target).get_latest_revision().publish()
    assert (fresh(target).live, state(page).status) == (True, TranslationStatus.CURRENT)
    assert publication.publish(Translation.objects.get()).lead == "[uk] Zgłoś się do nas."


def test_it_is_logged() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    page = edit(page, lead="Zgłoś się, do nas.")
    user = publisher()
    mark_minor(page, user=user)
    entry = PageLogEntry.objects.get(action=LOG_ACTION)
    assert (entry.page_id, entry.user_id, entry.data) == (page.pk, user.pk, {"segments": 1})


def test_only_the_last_change_is_minor() -> None:
    page = ContentPageFactory(title="Praca", lead="Zgłoś się do nas.")
    publish_in(page)
    page = edit(page, title="Praca i zarobki")
    page = edit(page, lead="Zgłoś się, do nas.")
    assert mark_minor(page, user=publisher()) == 1
    assert state(page).status == TranslationStatus.BEHIND
    rows = segment_rows(Translation.objects.get())
    assert [row.path for row in rows if row.state == SegmentState.NEEDS_REVISION] == ["title"]


def test_a_new_address_is_not_minor() -> None:
    card = {**CONTACT, "value": {**CONTACT["value"], "email": "stary@example.org"}}
    page = ContentPageFactory(lead="Zgłoś się do nas.", body=[card])
    publish_in(page)
    new = {**card, "value": {**card["value"], "email": "nowy@example.org"}}
    page = edit(page, lead="Zgłoś się, do nas.", body=[new])
    assert mark_minor(page, user=publisher()) == 1
    assert state(page).status == TranslationStatus.BEHIND


def test_a_new_paragraph_is_not_minor() -> None:
    item = {"type": "item", "id": "00000000-0000-4000-8000-000000000001", "value": "paszport"}
    block = {"type": "checklist", "id": "c1", "value": {"title": "Weź", "items": [item]}}
    page = ContentPageFactory(body=[block])
    publish_in(page)
    more = {**item, "id": "00000000-0000-4000-8000-000000000002", "value": "zdjęcie"}
    page = edit(page, body=[{**block, "value": {"title": "Weź", "items": [item, more]}}])
    mark_minor(page, user=publisher())
    assert state(page).status == TranslationStatus.BEHIND


def test_a_translation_that_lost_its_link_is_not_carried_over() -> None:
    def body(text: str) -> list[dict[str, Any]]:
        return [{"type": "rich_text", "id": "a1", "value": f'<p data-block-key="k">{text}</p>'}]

    page = ContentPageFactory(body=body('Napisz <a href="https://example.org/">do nas</a>.'))
    publish_in(page)
    page = edit(page, body=body("Napisz do nas."))
    assert mark_minor(page, user=publisher()) == 0
    assert StringTranslation.objects.filter(has_error=True).count() == 0


@pytest.mark.parametrize("role", [roles.AUTHORS, roles.translators("uk")])
def test_who_does_not_publish_polish_cannot_say_so(role: str) -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    page = edit(page, lead="Zgłoś się, do nas.")
    with pytest.raises(PermissionDenied):
        mark_minor(page, user=UserFactory(role=role))


def test_a_source_that_never_changed_has_nothing_to_carry_over() -> None:
    page = ContentPageFactory()
    publish_in(page)
    assert mark_minor(page, user=publisher()) == 0


def published_by_form(page: Any, how: str, **fields: Any) -> Any:
    """Publish ``page`` in the editor by the button ``how``; return the response."""
    client = Client()
    client.force_login(publisher())
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "lead": page.lead,
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "last_reviewed_by": "",
            "action-publish": how,
            **fields,
        }
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)


@pytest.mark.parametrize(
    ("how", "status"),
    [("minor", TranslationStatus.CURRENT), ("action-publish", TranslationStatus.BEHIND)],
)
def test_the_editor_offers_it(how: str, status: TranslationStatus) -> None:
    heard = []

    def hear(**kwargs: Any) -> None:
        heard.append((kwargs["locale"].language_code, kwargs["segments"], kwargs["urgent"]))

    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    signals.fell_behind.connect(hear)
    try:
        response = published_by_form(fresh(page), how, lead="Zgłoś się, do nas.")
    finally:
        signals.fell_behind.disconnect(hear)
    assert (response.status_code, fresh(page).lead) == (200, "Zgłoś się, do nas.")
    assert state(page).status == status
    assert heard == ([] if how == "minor" else [("uk", 1, False)])


def test_the_button_is_there_for_translated_sources_only() -> None:
    page, other = ContentPageFactory(), ContentPageFactory()
    target = publish_in(page)
    client = Client()
    client.force_login(UserFactory(administrator=True))
    found = [
        b'value="minor"' in client.get(reverse("wagtailadmin_pages:edit", args=[each.pk])).content
        for each in (page, other, target)
    ]
    assert found == [True, False, False]


def test_snippets_have_it_too() -> None:
    line = FundingLine.objects.create(locale=locale("pl"), text="Sfinansowano z FAMI", live=True)
    publish_in(line)
    client = Client()
    client.force_login(publisher())
    url = reverse("wagtailsnippets_pages_fundingline:edit", args=[line.pk])
    assert b'value="minor"' in client.get(url).content
    client.post(url, {"text": "Sfinansowano z FAMI.", "emblem": "", "action-publish": "minor"})
    assert (fresh(line).text, state(line).status) == (
        "Sfinansowano z FAMI.",
        TranslationStatus.CURRENT,
    )
