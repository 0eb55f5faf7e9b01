"""The matrix tells the truth about every page and snippet in every language."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from cms.content.pages.models import AlertBanner, HomePage
from cms.core.models import TranslationStatus
from cms.translation.base.domain import assignments, translation_drafts
from cms.translation.base.models import Assignment
from cms.translation.dashboard.domain.filters import Filters
from cms.translation.dashboard.domain.matrix import Matrix, matrix
from cms.translation.dashboard.domain.summary_items import summary_items
from cms.translation.dashboard.enums import NOBODY, PICTURES, SNIPPETS, Sort
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.images import ImageFactory
from tests.factories.pages import SectionPageFactory
from tests.translation.base.translation_steps import edit, locale, publish_in, start, translate

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def look(*codes: str, **wanted: Any) -> Matrix:
    """Return the board as somebody sees it who looks for ``wanted``."""
    return matrix(Filters(today=timezone.localdate(), **wanted), [locale(code) for code in codes])


def titles(board: Matrix) -> list[str]:
    """Return the titles of the rows, without what ``setup`` made."""
    made_by_setup = set(HomePage.objects.values_list("translation_key", flat=True))
    return [row.subject.title for row in board.rows if row.subject.key not in made_by_setup]


def cell(board: Matrix, title: str, code: str) -> Any:
    found = next(row for row in board.rows if row.subject.title == title)
    return next(each for each in found.cells if each.locale.language_code == code)


def give(page: Any, code: str, user: User, due_on: date | None = None) -> None:
    Assignment.objects.create(
        translation_key=page.translation_key,
        locale=locale(code),
        assignee=user,
        due_on=due_on,
        assigned_at=timezone.now(),
    )


def test_a_page_that_nobody_started_has_a_row() -> None:
    ContentPageFactory(title="Biblioteka")
    board = look("en", "uk")
    found = [
        (each.status, each.translation_id)
        for each in (cell(board, "Biblioteka", "en"), cell(board, "Biblioteka", "uk"))
    ]
    assert found == [(TranslationStatus.MISSING, None)] * 2


def test_a_draft_has_no_row_and_a_translation_is_no_subject() -> None:
    ContentPageFactory(title="Szkic", draft=True)
    publish_in(ContentPageFactory(title="Basen"), "uk")
    assert titles(look("uk")) == ["Basen"]


def test_after_an_edit_of_the_source_the_cell_is_behind_with_what_is_open() -> None:
    page = ContentPageFactory(title="Basen", lead="Otwarty rano.")
    publish_in(page, "uk")
    before = look("uk")
    assert cell(before, "Basen", "uk").status == TranslationStatus.CURRENT
    edit(page, lead="Otwarty rano i wieczorem.")
    board = look("uk")
    board.counted(board.rows)
    found = cell(board, "Basen", "uk")
    open_now = (found.status, found.counts.needs_revision, found.counts.open_words)
    assert open_now == (TranslationStatus.BEHIND, 1, 4)
    assert found.behind_since.date() == timezone.now().date()


def test_snippets_stand_after_the_pages() -> None:
    ContentPageFactory(title="Biblioteka")
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Awaria", live=True)
    AlertBanner.objects.create(locale=locale("pl"), title="Szkic", live=False)
    board = look("ru", kind=SNIPPETS)
    assert [row.subject.key for row in board.rows if row.subject.kind == "pages.alertbanner"] == [
        alert.translation_key
    ]
    everything = [row.subject.is_page for row in look("ru").rows]
    assert everything == sorted(everything, reverse=True)


def test_a_started_snippet_is_counted_like_a_page() -> None:
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Awaria wody", live=True)
    translate(translation_drafts.start(alert, locale("ru")))
    board = look("ru", kind="pages.alertbanner")
    board.counted(board.rows)
    found = cell(board, "Awaria wody", "ru")
    assert (found.status, found.counts.words, found.counts.percent) == ("in_progress", 2, 100)


def test_descriptions_of_pictures_are_counted_by_themselves(picture_page: Any) -> None:
    ContentPageFactory(title="Bez obrazka")
    translation = start(picture_page, "uk")
    board = look("uk", kind=PICTURES)
    board.counted(board.rows)
    assert titles(board) == [picture_page.title]
    assert cell(board, picture_page.title, "uk").counts.missing == 1
    translate(translation)
    again = look("uk", kind=PICTURES)
    again.counted(again.rows)
    counts = cell(again, picture_page.title, "uk").counts
    assert (counts.segments, counts.translated, counts.open_words) == (1, 1, 0)


@pytest.fixture
def picture_page() -> Any:
    image = {"image": ImageFactory(), "alt": "Dzieci nad basenem", "caption": ""}
    return ContentPageFactory(title="Z obrazkiem", body=[("image", image)])


def test_part_of_the_site_is_a_page_with_all_below_it() -> None:
    section = SectionPageFactory(title="Zdrowie")
    ContentPageFactory(title="Lekarz", parent=section)
    ContentPageFactory(title="Basen")
    assert titles(look("uk", below=section.path)) == ["Zdrowie", "Lekarz"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "bas"}, ["Basen"]),
        ({"text": "nic takiego"}, []),
        ({"statuses": {"in_progress"}}, ["Basen"]),
        ({"kind": "pages.contentpage", "statuses": {"missing"}}, ["Apteka", "Basen"]),
    ],
)
def test_filters(wanted: dict[str, Any], found: list[str]) -> None:
    start(ContentPageFactory(title="Basen"), "uk")
    ContentPageFactory(title="Apteka")
    assert sorted(titles(look("uk", "ru", **wanted))) == found


def test_conditions_hold_for_one_translation_together() -> None:
    page = ContentPageFactory(title="Basen")
    start(page, "uk")
    user = UserFactory(role=roles.translators("ru"))
    give(page, "ru", user)
    wanted = {"statuses": {"in_progress"}, "assignee": str(user.pk)}
    assert titles(look("uk", "ru", **wanted)) == []
    start(page, "ru")
    assert titles(look("uk", "ru", **wanted)) == ["Basen"]


def test_what_nobody_has_and_what_is_overdue() -> None:
    today = timezone.localdate()
    user = UserFactory(role=roles.translators("uk"))
    late, on_time, done = (ContentPageFactory(title=title) for title in ("Późno", "W porę", "Już"))
    give(late, "uk", user, today - timedelta(days=1))
    give(on_time, "uk", user, today)
    publish_in(done, "uk")
    give(done, "uk", user, today - timedelta(days=9))
    ContentPageFactory(title="Niczyje")
    assert titles(look("uk", is_overdue=True)) == ["Późno"]
    assert titles(look("uk", kind="pages.contentpage", assignee=NOBODY)) == ["Niczyje"]


def test_orders() -> None:
    today = timezone.localdate()
    user = UserFactory(role=roles.translators("uk"))
    big = ContentPageFactory(title="Żłobek", lead="Bardzo długi tekst o żłobku w mieście.")
    small = ContentPageFactory(title="Apteka", lead="Krótki.")
    for page in (small, big):
        start(page, "uk")
    give(small, "uk", user, today + timedelta(days=3))
    give(big, "uk", user, today)
    wanted = {"kind": "pages.contentpage"}
    found = {sort: titles(look("uk", **wanted, sort=sort)) for sort in Sort}
    assert found[Sort.TITLE] == ["Apteka", "Żłobek"]
    assert found[Sort.DUE] == found[Sort.OPEN] == found[Sort.TREE] == ["Żłobek", "Apteka"]
    publish_in(small, "uk")
    edit(small, lead="Inny.")
    assert titles(look("uk", **wanted, sort=Sort.BEHIND))[0] == "Apteka"


def test_who_has_it_is_shown_by_initials() -> None:
    page = ContentPageFactory(title="Basen")
    user = UserFactory(role=roles.translators("uk"), first_name="Olena", last_name="Koval-Bondar")
    assignments.assign(
        page.translation_key,
        locale("uk"),
        assignee=user,
        due_on=None,
        by=UserFactory(role=roles.PUBLISHERS),
    )
    given = cell(look("uk"), "Basen", "uk").given
    assert (given.name, given.initials) == ("Olena Koval-Bondar", "OK")


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_depend_on_the_number_of_pages(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for page in ContentPageFactory.create_batch(count):
        start(page, "uk")
    wanted = Filters(today=timezone.localdate())
    shown = [locale(code) for code in ("en", "ru", "uk")]
    matrix(wanted, shown)  # Fills the cache of content types.
    for sort in (Sort.TREE, Sort.OPEN):
        with django_assert_num_queries(6):
            board = matrix(replace(wanted, sort=sort), shown)
            board.counted(board.rows)


def test_the_dashboard_counts_what_is_overdue_to_who_has_it() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    user, other = UserFactory.create_batch(2, role=roles.translators("uk"))
    late, started, done, not_mine = ContentPageFactory.create_batch(4)
    start(started, "uk")
    publish_in(done, "uk")
    for page in (late, started, done):
        give(page, "uk", user, yesterday)
    give(not_mine, "uk", other, yesterday)
    give(late, "ru", user, timezone.localdate())
    assert [(step.count, step.is_urgent) for step in summary_items(user)] == [(2, True), (0, True)]


def test_the_dashboard_counts_what_fell_behind_in_ones_languages() -> None:
    page = ContentPageFactory()
    publish_in(page, "uk")
    page.title = "Zmieniony tytuł"
    page.save_revision().publish()
    counts = {
        code: [step.count for step in summary_items(UserFactory(role=roles.translators(code)))]
        for code in ("uk", "ru")
    }
    assert counts == {"uk": [0, 1], "ru": [0, 0]}
