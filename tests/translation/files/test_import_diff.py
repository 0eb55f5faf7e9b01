"""What a file would change: each case that can be told apart, and nothing written by asking."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from wagtail_localize.models import Translation

from cms.translation.base.domain import segment_store
from cms.translation.files.domain.import_diff import changes, counts, to_write
from cms.translation.files.enums import REFUSED_OUTCOMES, Outcome
from cms.translation.files.rules import po
from cms.translation.files.rules.translation_file import Entry, TranslationFile
from cms.users import roles
from cms.users.models import User
from tests.factories import UserFactory
from tests.translation.base.translation_steps import edit, fresh
from tests.translation.files.sample_files import filled, row, stored, write

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def outcomes(sheet: TranslationFile, translation: Translation) -> dict[str, Outcome]:
    return {change.entry.path: change.outcome for change in changes(sheet, translation)}


def of_title(sheet: TranslationFile, translation: Translation) -> Outcome:
    return outcomes(sheet, translation)["title"]


def test_a_new_text_and_what_the_file_leaves_empty(translation: Translation) -> None:
    sheet = filled(translation, {"title": "Робота"})
    found = changes(sheet, translation)
    assert counts(found) == {"new": 1, "empty": len(sheet.entries) - 1}
    assert to_write(found, {}) == {row(translation, "title").id: "Робота"}
    assert stored(translation) == {}


def test_a_text_that_the_file_saw_is_changed(translation: Translation, user: User) -> None:
    write(translation, "title", "Праця", user)
    assert of_title(filled(translation, {"title": "Робота"}), translation) == Outcome.CHANGED
    assert of_title(filled(translation, {"title": "Праця"}), translation) == Outcome.UNCHANGED


def test_a_text_written_since_is_newer_work(translation: Translation, user: User) -> None:
    sheet = filled(translation, {"title": "Робота"})
    write(translation, "title", "Праця", user)
    found = changes(sheet, translation)
    chosen = {str(change.row.id): change.version for change in found if change.row}
    assert of_title(sheet, translation) == Outcome.CONFLICT
    assert to_write(found, {}) == {}
    assert to_write(found, chosen) == {row(translation, "title").id: "Робота"}
    write(translation, "title", "Праця!", user)  # Other than what was chosen to be overwritten.
    assert to_write(changes(sheet, translation), chosen) == {}


def test_what_the_file_left_as_it_was_gives_way_to_newer_work(
    translation: Translation, user: User
) -> None:
    write(translation, "title", "Праця", user)
    sheet = filled(translation, {})
    write(translation, "title", "Робота", user)
    assert of_title(sheet, translation) == Outcome.UNTOUCHED
    write(translation, "title", "", user)  # Nothing is lost by putting it back.
    assert of_title(sheet, translation) == Outcome.NEW


def test_an_acceptance_since_is_newer_work(translation: Translation, user: User) -> None:
    write(translation, "title", "Праця", user)
    before = filled(translation, {"title": "Робота"})
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    segment_store.accept(translation, [row(translation, "title").id], user=reviewer)
    after = filled(translation, {"title": "Робота"})
    assert (of_title(before, translation), of_title(after, translation)) == (
        Outcome.CONFLICT,
        Outcome.CHANGED,
    )


def test_a_machines_text_gives_way_and_can_be_taken_over(
    translation: Translation, user: User
) -> None:
    before = filled(translation, {"title": "Робота"})
    write(translation, "title", "Праця", user, tool="dummy")
    assert of_title(before, translation) == Outcome.CHANGED
    unseen = filled(translation, {})
    confirmed = filled(translation, {"title": "Праця"})
    assert of_title(unseen, translation) == Outcome.UNSURE
    assert of_title(confirmed, translation) == Outcome.CONFIRMED


@pytest.mark.parametrize(
    ("made_at", "outcome"),
    [(LONG_AGO, Outcome.CONFLICT), (None, Outcome.CONFLICT), (..., Outcome.CHANGED)],
)
def test_a_file_that_lost_what_it_saw_is_judged_by_its_age(
    translation: Translation, user: User, made_at: Any, outcome: Outcome
) -> None:
    write(translation, "title", "Праця", user)
    sheet = filled(translation, {"title": "Робота"}, seen="")
    if made_at is not ...:
        sheet = replace(sheet, made_at=made_at)
    assert of_title(sheet, translation) == outcome


def test_a_file_of_wagtail_localize_is_judged_by_its_age(
    translation: Translation, user: User
) -> None:
    def written() -> TranslationFile:
        file = translation.export_po()
        for entry in file:
            entry.msgstr = "Робота"
        return po.read(str(file).encode())

    before = written()
    write(translation, "title", "Праця", user)
    found = [outcomes(sheet, translation) for sheet in (before, written())]
    assert [(each["title"], each["lead"]) for each in found] == [
        (Outcome.CONFLICT, Outcome.NEW),
        (Outcome.CHANGED, Outcome.NEW),
    ]


def test_what_is_marked_as_unsure_stays_out(translation: Translation) -> None:
    sheet = filled(translation, {"title": "Робота"}, is_sure=False)
    assert of_title(sheet, translation) == Outcome.UNSURE


def test_the_source_changed_since_and_what_never_was_there(translation: Translation) -> None:
    sheet = filled(translation, {"title": "Робота"})
    page = edit(fresh(translation.source.get_source_instance()), title="Praca zdalna")
    foreign = Entry("body.nowhere", "Obce", "Чуже")
    sheet = replace(sheet, entries=(*sheet.entries, foreign))
    found = outcomes(sheet, fresh(translation))
    assert (page.title, found["title"], found["body.nowhere"]) == (
        "Praca zdalna",
        Outcome.SOURCE_CHANGED,
        Outcome.UNKNOWN,
    )


def test_an_outdated_text_goes_out_as_unsure_and_comes_back_as_new(
    translation: Translation, user: User
) -> None:
    write(translation, "title", "Робота", user)
    edit(fresh(translation.source.get_source_instance()), title="Praca zdalna")
    translation = fresh(translation)
    sheet = filled(translation, {})
    entry = next(each for each in sheet.entries if each.path == "title")
    assert (entry.text, entry.old_source, entry.is_sure) == ("Робота", "Praca", False)
    assert of_title(sheet, translation) == Outcome.UNSURE
    revised = filled(translation, {"title": "Віддалена робота"})
    assert of_title(revised, translation) == Outcome.NEW


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<b onclick="x">a</b>',
        '<a id="a9">a</a>',
        '<a href="javascript:alert(1)">a</a>',
        "<p>a</p>",
        "a\x00b",
        "a" * 40_001,
        "<b>" * 2_000,
    ],
)
def test_what_no_page_can_hold(translation: Translation, text: str) -> None:
    assert of_title(filled(translation, {"title": text}), translation) == Outcome.INVALID


def test_what_stands_twice(translation: Translation) -> None:
    sheet = filled(translation, {"title": "Робота"})
    title = next(each for each in sheet.entries if each.path == "title")
    again = replace(sheet, entries=(title, title, *sheet.entries))
    other = replace(sheet, entries=(title, replace(title, text="Праця")))
    assert of_title(again, translation) == Outcome.NEW
    assert [change.outcome for change in changes(other, translation)] == [Outcome.TWICE]


def test_equal_markup_written_otherwise_is_no_change(translation: Translation, user: User) -> None:
    write(translation, "title", 'Q &amp; "A"<br/>', user)
    sheet = filled(translation, {"title": "Q & &quot;A&quot;<br>"})
    assert of_title(sheet, translation) == Outcome.UNCHANGED


def test_texts_whose_place_a_tool_dropped_are_counted_and_named(translation: Translation) -> None:
    sheet = filled(translation, {"title": "Робота"})
    entries = tuple(replace(each, path="") for each in sheet.entries)
    found = changes(replace(sheet, entries=entries), translation)
    assert counts(found) == {"no_context": 1, "empty": len(entries) - 1}
    assert Outcome.NO_CONTEXT in REFUSED_OUTCOMES
