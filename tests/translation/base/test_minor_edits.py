"""“Minor: translations stay current”, said by the publisher in the Polish editor."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.content.pages.models import FundingLine
from cms.core.models import TranslationStatus
from cms.translation.base import signals
from cms.translation.base.domain import minor_edits, publication, segment_store
from cms.translation.base.domain.minor_edits import LOG_ACTION, declare, declared
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.base.domain.source_diff import changes
from cms.translation.base.enums import SegmentState
from cms.translation.base.models import MinorChange, MinorEdit
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.bodies import TABLE
from tests.translation.base.shown_state import opened
from tests.translation.base.test_localize_faults import CONTACT
from tests.translation.base.translation_steps import edit, fresh, locale, publish_in, state

pytestmark = pytest.mark.django_db


def publisher() -> Any:
    return UserFactory(role=roles.PUBLISHERS)


def lead_of(page: Any) -> Any:
    translation = Translation.objects.get(source__object_id=page.translation_key)
    return next(row for row in segment_rows(translation) if row.path == "lead")


def minor(page: Any, *, user: Any = None, picked: Any = None, **fields: Any) -> tuple[Any, int]:
    """Publish an edit and declare minor all that may be, or ``picked``; return page and count."""
    page = fresh(page)
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    shown = changes(TranslationSource.objects.get(), revision.as_object())
    keys = {each.key for each in shown} if picked is None else picked
    with declared(declare(user or publisher(), shown, keys)) as declaration:
        revision.publish()
    return fresh(page), declaration.carried


def test_a_minor_edit_keeps_translations_current_and_has_them_read_again() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    translation = Translation.objects.get()
    author = UserFactory(role=roles.translators("uk"))
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    lead = lead_of(page)
    segment_store.write(translation, lead.id, "Зверніться до нас.", user=author)
    segment_store.accept(translation, [lead.id], user=reviewer)
    page, carried = minor(page, lead="Zgłoś się, do nas.")
    kept = lead_of(page)
    assert (carried, kept.text, kept.state, kept.translated_by_id, kept.accepted_by_id) == (
        1,
        "Зверніться до нас.",
        SegmentState.TRANSLATED,
        author.pk,
        None,
    )
    assert (state(page).status, state(page).behind_since) == (TranslationStatus.CURRENT, None)


def test_what_was_live_may_be_published_again_after_a_minor_edit() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    target = publish_in(page)
    page, _carried = minor(page, lead="Zgłoś się, do nas.")
    fresh(target).unpublish()
    fresh(target).get_latest_revision().publish()
    assert (fresh(target).live, state(page).status) == (True, TranslationStatus.CURRENT)
    assert publication.publish(Translation.objects.get()).lead == "[uk] Zgłoś się do nas."


def test_it_is_logged_and_listed() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    user = publisher()
    page, _carried = minor(page, user=user, lead="Zgłoś się, do nas.")
    entry = PageLogEntry.objects.get(action=LOG_ACTION)
    assert (entry.page_id, entry.user_id, entry.data) == (page.pk, user.pk, {"segments": 1})
    edit_, change = MinorEdit.objects.get(), MinorChange.objects.get()
    assert (edit_.made_by_id, edit_.undone_at) == (user.pk, None)
    assert (change.old.data, change.new.data) == ("Zgłoś się do nas.", "Zgłoś się, do nas.")
    client = Client()
    client.force_login(user)
    listed = client.get(reverse("translation:minor_edits")).content.decode()
    assert "<ins>,</ins>" in listed


@pytest.mark.parametrize("picked", [None, set()])
def test_a_reversed_meaning_is_never_carried(picked: Any) -> None:
    page = ContentPageFactory(lead="Zapisy są otwarte.")
    publish_in(page)
    page, carried = minor(page, picked=picked, lead="Zapisy są odwołane.")
    assert (carried, state(page).status) == (0, TranslationStatus.BEHIND)
    assert lead_of(page).state == SegmentState.NEEDS_REVISION


def test_what_was_not_picked_is_not_carried() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    page, carried = minor(page, picked=set(), lead="Zgłoś się, do nas.")
    assert (carried, state(page).status) == (0, TranslationStatus.BEHIND)


def test_only_the_last_change_is_minor() -> None:
    page = ContentPageFactory(title="Praca", lead="Zgłoś się do nas.")
    publish_in(page)
    page = edit(page, title="Praca i zarobki")
    page, carried = minor(page, lead="Zgłoś się, do nas.")
    assert (carried, state(page).status) == (1, TranslationStatus.BEHIND)
    rows = segment_rows(Translation.objects.get())
    assert [row.path for row in rows if row.state == SegmentState.NEEDS_REVISION] == ["title"]


def test_an_unpublished_edit_of_somebody_else_is_shown_and_not_swept_along() -> None:
    page = ContentPageFactory(title="Zapisy otwarte", lead="Zgłoś się do nas.")
    publish_in(page)
    draft = fresh(page)
    draft.title = "Zapisy odwołane"
    draft.save_revision()
    page = fresh(page).get_latest_revision_as_object()
    page.lead = "Zgłoś się, do nas."
    revision = page.save_revision()
    shown = changes(TranslationSource.objects.get(), revision.as_object())
    assert {(each.path, each.is_offered) for each in shown} == {("title", False), ("lead", True)}
    with declared(declare(publisher(), shown, {each.key for each in shown})):
        revision.publish()
    assert state(page).status == TranslationStatus.BEHIND


def test_a_new_address_goes_live_with_a_minor_edit() -> None:
    card = {**CONTACT, "value": {**CONTACT["value"], "email": "stary@example.org"}}
    page = ContentPageFactory(lead="Zgłoś się do nas.", body=[card])
    publish_in(page)
    new = {**card, "value": {**card["value"], "email": "nowy@example.org"}}
    page, carried = minor(page, lead="Zgłoś się, do nas.", body=[new])
    assert (carried, state(page).status) == (1, TranslationStatus.CURRENT)
    target = page.get_translation(locale("uk"))
    assert target.body[0].value["email"] == "nowy@example.org"


def test_a_new_paragraph_is_not_minor() -> None:
    item = {"type": "item", "id": "00000000-0000-4000-8000-000000000001", "value": "paszport"}
    block = {"type": "checklist", "id": "c1", "value": {"title": "Weź", "items": [item]}}
    page = ContentPageFactory(body=[block])
    publish_in(page)
    more = {**item, "id": "00000000-0000-4000-8000-000000000002", "value": "zdjęcie"}
    page, carried = minor(page, body=[{**block, "value": {"title": "Weź", "items": [item, more]}}])
    assert (carried, state(page).status) == (0, TranslationStatus.BEHIND)


def prose(html: str) -> list[dict[str, Any]]:
    return [{"type": "rich_text", "id": "a1", "value": html}]


def test_a_replaced_paragraph_does_not_get_the_translation_of_the_former() -> None:
    page = ContentPageFactory(body=prose("<p>Zadzwoń do szkoły.</p><p>Napisz list.</p>"))
    publish_in(page)
    page, carried = minor(page, body=prose("<p>Kup bilet miesięczny.</p><p>Napisz list.</p>"))
    rows = {row.source: row.state for row in segment_rows(Translation.objects.get())}
    assert (carried, state(page).status) == (0, TranslationStatus.BEHIND)
    assert rows["Kup bilet miesięczny."] == SegmentState.NEEDS_REVISION


def table(*rows: list[str]) -> list[dict[str, Any]]:
    grid = {**TABLE, "data": [list(row) for row in rows]}
    return [{"type": "table", "id": "t1", "value": {"caption": "Zajęcia", "table": grid}}]


def test_a_deleted_row_moves_no_translation_to_the_next_row() -> None:
    page = ContentPageFactory(body=table(["Poranna grupa"], ["Poranna grupą"], ["Wieczorna"]))
    publish_in(page)
    page, carried = minor(page, body=table(["Poranna grupą"], ["Wieczorna"]))
    texts = {row.source: row.text for row in segment_rows(Translation.objects.get())}
    assert (carried, state(page).status) == (0, TranslationStatus.BEHIND)
    assert texts["Poranna grupą"] in ("", "[uk] Poranna grupą")


def test_a_translation_that_lost_its_link_is_not_carried_over() -> None:
    page = ContentPageFactory(
        body=prose('<p data-block-key="k">Napisz <a href="https://example.org/">do nas</a>.</p>')
    )
    publish_in(page)
    page, carried = minor(page, body=prose('<p data-block-key="k">Napisz do nas.</p>'))
    assert carried == 0
    assert StringTranslation.objects.filter(has_error=True).count() == 0


@pytest.mark.parametrize("role", [roles.AUTHORS, roles.translators("uk")])
def test_who_does_not_publish_polish_cannot_say_so(role: str) -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    with pytest.raises(PermissionDenied):
        minor(page, user=UserFactory(role=role), lead="Zgłoś się, do nas.")


def undone(user: Any) -> bool:
    return minor_edits.undo(MinorEdit.objects.get(), user=user)


def test_undoing_lets_the_translators_see_it() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    page, _carried = minor(page, lead="Zgłoś się, do nas.")
    user = publisher()
    assert (undone(user), undone(user)) == (True, False)
    row = lead_of(page)
    assert (state(page).status, row.state) == (
        TranslationStatus.BEHIND,
        SegmentState.NEEDS_REVISION,
    )
    found = MinorEdit.objects.get()
    assert (found.undone_by_id, found.undone_at is not None) == (user.pk, True)


def test_undoing_leaves_what_somebody_has_accepted_since() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    page, _carried = minor(page, lead="Zgłoś się, do nas.")
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    segment_store.accept(Translation.objects.get(), [lead_of(page).id], user=reviewer)
    undone(publisher())
    assert (lead_of(page).text, lead_of(page).state) == (
        "[uk] Zgłoś się do nas.",
        SegmentState.ACCEPTED,
    )


def test_undoing_is_for_those_who_publish_polish() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    minor(page, lead="Zgłoś się, do nas.")
    client = Client()
    client.force_login(UserFactory(role=roles.language_reviewers("uk")))
    url = reverse("translation:undo_minor_edit", args=[MinorEdit.objects.get().pk])
    client.post(url)
    assert MinorEdit.objects.get().undone_at is None
    client.force_login(publisher())
    client.post(url)
    assert MinorEdit.objects.get().undone_at is not None


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
            **opened(page),
            **fields,
        }
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)


def keys_in(response: Any, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([0-9a-f]+)"', response.content.decode())


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
        if how == "minor":
            assert fresh(page).lead == "Zgłoś się do nas."
            response = confirmed(response, pick=keys_in(response, "minor"))
    finally:
        signals.fell_behind.disconnect(hear)
    assert (response.status_code, fresh(page).lead) == (200, "Zgłoś się, do nas.")
    assert state(page).status == status
    assert heard == ([] if how == "minor" else [("uk", 1, False)])


def confirmed(response: Any, *, pick: list[str]) -> Any:
    """Send what the page of changes showed, with the boxes ``pick`` ticked."""
    client = Client()
    client.force_login(publisher())
    address = response.redirect_chain[-1][0]
    return client.post(address, {"seen": keys_in(response, "seen"), "minor": pick}, follow=True)


def test_what_was_saved_meanwhile_is_looked_at_first() -> None:
    page = ContentPageFactory(title="Zapisy", lead="Zgłoś się do nas.")
    publish_in(page)
    response = published_by_form(fresh(page), "minor", lead="Zgłoś się, do nas.")
    draft = fresh(page).get_latest_revision_as_object()
    draft.title = "Zapisy odwołane"
    draft.save_revision()
    answer = confirmed(response, pick=keys_in(response, "minor"))
    assert (answer.status_code, fresh(page).title, fresh(page).lead) == (
        409,
        "Zapisy",
        "Zgłoś się do nas.",
    )
    assert "odwołane" in answer.content.decode()


def test_what_cannot_be_saved_is_shown_again() -> None:
    page = ContentPageFactory(lead="Zgłoś się do nas.")
    publish_in(page)
    response = published_by_form(fresh(page), "minor", title="", lead="Zgłoś się, do nas.")
    assert (response.redirect_chain, "Zgłoś się, do nas." in response.content.decode()) == (
        [],
        True,
    )


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
    response = client.post(
        url,
        {"text": "Sfinansowano z FAMI.", "emblem": "", "action-publish": "minor"},
        follow=True,
    )
    confirmed(response, pick=keys_in(response, "minor"))
    assert (fresh(line).text, state(line).status) == (
        "Sfinansowano z FAMI.",
        TranslationStatus.CURRENT,
    )
