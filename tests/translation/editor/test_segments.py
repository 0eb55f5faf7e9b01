"""The buttons of a segment, with a script and without."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.base.domain import segment_store
from cms.translation.base.domain.segment_rows import SegmentRow, segment_rows, version
from cms.translation.base.enums import SegmentState
from cms.translation.editor.enums import QaCheck
from cms.translation.editor.models import UnsavedText
from cms.users import roles
from cms.users.models import User
from tests.factories import UserFactory
from tests.translation.editor.conftest import JSON, as_user, segment

pytestmark = pytest.mark.django_db

LEAD = "Як винайняти житло."


def row(translation: Translation, segment_id: int) -> SegmentRow:
    return next(each for each in segment_rows(translation) if each.id == segment_id)


def press(client: Client, translation: Translation, segment_id: int, **data: Any) -> Any:
    """Press a button as our script does."""
    url = reverse("workbench:segment", args=[translation.pk, segment_id])
    return client.post(url, data, **JSON)


def test_a_saved_text_comes_back_as_a_row(translation: Translation, translator: User) -> None:
    lead = segment(translation, "lead")
    answer = press(
        as_user(translator), translation, lead, do="save", text=LEAD, expected=version("")
    )
    assert (answer.status_code, list(answer.json()["rows"])) == (200, [str(lead)])
    assert "1/4" in answer.json()["bar"]
    found = row(translation, lead)
    assert (found.text, found.state) == (LEAD, SegmentState.TRANSLATED)
    assert found.translated_by_id == translator.pk


def test_without_a_script_saving_leads_back_to_the_text(
    translation: Translation, translator: User
) -> None:
    lead = segment(translation, "lead")
    url = reverse("workbench:segment", args=[translation.pk, lead])
    answer = as_user(translator).post(url, {"do": "save", "text": LEAD, "show": "unfinished"})
    page = reverse("workbench:edit", args=[translation.pk])
    assert answer.url == f"{page}?show=unfinished#segment-{lead}"
    assert row(translation, lead).text == LEAD


def test_line_ends_of_browsers_are_not_stored(translation: Translation, translator: User) -> None:
    lead = segment(translation, "lead")
    press(as_user(translator), translation, lead, do="save", text="Як.\r\nДе.")
    assert row(translation, lead).text == "Як.\nДе."


@pytest.mark.parametrize("is_script", [True, False])
def test_a_text_that_another_changed_meanwhile_is_not_replaced(
    translation: Translation, translator: User, is_script: bool
) -> None:
    lead = segment(translation, "lead")
    colleague = UserFactory(role=roles.translators("uk"))
    segment_store.write(translation, lead, "Чужий переклад.", user=colleague)
    url = reverse("workbench:segment", args=[translation.pk, lead])
    extra = JSON if is_script else {}
    answer = as_user(translator).post(
        url, {"do": "save", "text": LEAD, "expected": version("")}, **extra
    )
    assert answer.status_code == 409
    shown = answer.json()["rows"][str(lead)] if is_script else answer.content.decode()
    assert "Чужий переклад." in shown
    assert f">{LEAD}</textarea>" in shown
    assert version("Чужий переклад.") in shown
    assert row(translation, lead).text == "Чужий переклад."


def test_broken_tags_are_refused_and_nothing_typed_is_lost(
    translation: Translation, translator: User
) -> None:
    body = segment(translation, "body")
    text = 'Телефонуйте <a id="a7">нам</a>.'
    client = as_user(translator)
    assert press(client, translation, body, do="save", text=text).status_code == 422
    client.post(
        reverse("workbench:segment", args=[translation.pk, body]),
        {"do": "save", "text": text, "expected": version("")},
    )
    assert row(translation, body).text == ""
    assert UnsavedText.objects.get(user=translator).text == text


def test_typing_is_kept_for_its_writer_only_and_counts_for_nothing(
    translation: Translation, translator: User
) -> None:
    lead = segment(translation, "lead")
    client = as_user(translator)
    url = reverse("workbench:check", args=[translation.pk, lead])
    client.post(url, {"text": "Як", "expected": version("")})
    page = reverse("workbench:edit", args=[translation.pk])
    assert ">Як</textarea>" in client.get(page).content.decode()
    colleague = as_user(UserFactory(role=roles.translators("uk")))
    assert ">Як</textarea>" not in colleague.get(page).content.decode()
    assert row(translation, lead).state == SegmentState.MISSING


@pytest.mark.parametrize("do", ["save", "discard"])
def test_what_was_typed_is_forgotten_once_saved_or_given_up(
    translation: Translation, translator: User, do: str
) -> None:
    lead = segment(translation, "lead")
    client = as_user(translator)
    check = reverse("workbench:check", args=[translation.pk, lead])
    client.post(check, {"text": LEAD, "expected": version("")})
    press(client, translation, lead, do=do, text=LEAD, expected=version(""))
    assert UnsavedText.objects.count() == 0
    assert row(translation, lead).text == (LEAD if do == "save" else "")


def test_a_pause_in_typing_tells_what_is_missing(
    translation: Translation, translator: User
) -> None:
    body = segment(translation, "body")
    url = reverse("workbench:check", args=[translation.pk, body])
    answer = as_user(translator).post(url, {"text": "Телефонуйте", "expected": version("")})
    with override("pl"):
        assert str(QaCheck.ENDING.label) in answer.json()["html"]


def test_a_reviewer_accepts_what_they_read_and_nothing_else(
    translation: Translation, translator: User, reviewer: User
) -> None:
    lead = segment(translation, "lead")
    segment_store.write(translation, lead, LEAD, user=translator)
    client = as_user(reviewer)
    answer = press(client, translation, lead, do="accept", seen=version("Інше."))
    assert (answer.status_code, row(translation, lead).state) == (409, SegmentState.TRANSLATED)
    answer = press(client, translation, lead, do="accept", seen=version(LEAD), text=LEAD)
    assert (answer.status_code, row(translation, lead).state) == (200, SegmentState.ACCEPTED)
    press(client, translation, lead, do="withdraw")
    assert row(translation, lead).state == SegmentState.TRANSLATED


def test_nobody_accepts_one_text_while_another_stands_in_the_field(
    translation: Translation, translator: User, reviewer: User
) -> None:
    lead = segment(translation, "lead")
    segment_store.write(translation, lead, LEAD, user=translator)
    answer = press(
        as_user(reviewer), translation, lead, do="accept", seen=version(LEAD), text="Інше."
    )
    assert (answer.status_code, row(translation, lead).state) == (422, SegmentState.TRANSLATED)


def test_nobody_accepts_their_own_work(translation: Translation, reviewer: User) -> None:
    lead = segment(translation, "lead")
    segment_store.write(translation, lead, LEAD, user=reviewer)
    client = as_user(reviewer)
    answer = press(client, translation, lead, do="accept", seen=version(LEAD))
    assert (answer.status_code, row(translation, lead).state) == (422, SegmentState.TRANSLATED)
    page = client.get(reverse("workbench:edit", args=[translation.pk])).content.decode()
    assert "data-accept" not in page


def test_a_translator_accepts_nothing_but_takes_over_from_the_machine(
    translation: Translation, translator: User
) -> None:
    lead = segment(translation, "lead")
    segment_store.write_many(translation, {lead: LEAD}, user=None, tool="Dummy")
    client = as_user(translator)
    press(client, translation, lead, do="accept", seen=version(LEAD))
    assert row(translation, lead).state == SegmentState.MACHINE
    assert press(client, translation, lead, do="adopt", seen=version(LEAD)).status_code == 200
    found = row(translation, lead)
    assert (found.state, found.translated_by_id) == (SegmentState.TRANSLATED, translator.pk)


def test_many_are_accepted_as_they_were_read(
    translation: Translation, translator: User, reviewer: User
) -> None:
    lead, title = segment(translation, "lead"), segment(translation, "title")
    segment_store.write_many(translation, {lead: LEAD, title: "Житло"}, user=translator)
    seen = [f"{lead}:{version(LEAD)}", f"{title}:{version('Помешкання')}"]
    url = reverse("workbench:many", args=[translation.pk])
    as_user(reviewer).post(url, {"do": "accept", "seen": seen})
    states = {each.id: each.state for each in segment_rows(translation)}
    assert (states[lead], states[title]) == (SegmentState.ACCEPTED, SegmentState.TRANSLATED)


@pytest.mark.parametrize("seen", ["x:1", "1"])
def test_a_list_that_the_page_did_not_send_is_no_list(
    translation: Translation, reviewer: User, seen: str
) -> None:
    url = reverse("workbench:many", args=[translation.pk])
    answer = as_user(reviewer).post(url, {"do": "accept", "seen": [seen]})
    assert answer.status_code == (400 if seen == "x:1" else 302)


def test_a_segment_of_another_page_is_gone(translation: Translation, translator: User) -> None:
    answer = press(as_user(translator), translation, 10**6, do="save", text=LEAD)
    assert (answer.status_code, StringTranslation.objects.count()) == (422, 0)


def test_the_stamp_changes_with_others_work(translation: Translation, translator: User) -> None:
    client = as_user(translator)
    url = reverse("workbench:status", args=[translation.pk])
    lead, title = str(segment(translation, "lead")), str(segment(translation, "title"))
    before = client.get(url).json()["stamps"]
    segment_store.write(translation, int(lead), LEAD, user=translator)
    after = client.get(url).json()["stamps"]
    assert (after[lead] == before[lead], after[title] == before[title]) == (False, True)
