"""Loading the demo: complete, published in four languages, and only once."""

import json
from collections import Counter
from typing import Any, Final

import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation

from cms.content.handbook.models import ChapterPage
from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.delivery import documents
from cms.demo.accounts import ACCOUNTS
from cms.demo.content_files import kinds_file, page_files, taxonomy_file
from cms.demo.taxonomies import KINDS
from cms.translation.base.domain.translation_checks import findings
from cms.users.models import User
from events.domain import attendance
from events.models import Attendance, Certificate, Group

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]

FILES: Final = page_files(locales.CODES)
FRAME: Final = 4  # Navigation, footer, funding line and one alert.


def everything() -> QuerySet[Translation]:
    """Return every translation that the demo has."""
    return Translation.objects.select_related("source", "target_locale")


def rows() -> dict[str, int]:
    """Return how many rows there are of everything that the demo writes."""
    models: list[Any] = [Page, Revision, Translation, StringTranslation, User]
    return {model.__name__: model.objects.count() for model in models}


def test_the_demo_is_published_in_all_languages_and_loads_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    live = Page.objects.filter(depth__gt=1, live=True).values_list("locale__language_code")
    assert Counter(code for (code,) in live) == {
        code: sum(code in file.texts for file in FILES) for code in locales.CODES
    }
    before = rows()
    call_command("demo")
    assert rows() == before
    assert before["User"] == len(ACCOUNTS)
    assert "tlumacz-uk" in capsys.readouterr().out


def test_the_loaded_tree_is_sound() -> None:
    assert Page.find_problems() == ([], [], [], [], [])


def test_every_segment_is_translated_except_where_a_language_is_behind() -> None:
    progress = [(item.target_locale.language_code, item.get_progress()) for item in everything()]
    unfinished = sorted(code for code, (total, done) in progress if total != done)
    assert unfinished == sorted(code for file in FILES for code in file.behind)
    translated = sum(code in file.texts for file in FILES for code in locales.TARGETS)
    words = sum(len(items) for kind, items in taxonomy_file().items() if kind in KINDS)
    words += len(kinds_file())
    assert everything().count() == translated + (FRAME + words) * len(locales.TARGETS)


def test_a_language_that_is_behind_says_so_and_the_others_are_current() -> None:
    behind = TranslationState.objects.filter(status=TranslationStatus.BEHIND)
    titles = {
        Page.objects.get(translation_key=state.translation_key, locale=state.locale).title
        for state in behind
    }
    assert titles == {file.texts[code]["title"] for file in FILES for code in file.behind}


def test_the_handbook_shows_its_facts_in_every_language() -> None:
    chapters = ChapterPage.objects.filter(slug="rozmowa-przez-tlumacza")
    documents_of = [
        json.loads(documents.by_id(chapters.get().pk, code).body) for code in locales.CODES
    ]
    assert {document["number"] for document in documents_of} == {"3.1"}
    assert len({repr(document["legal_basis"]) for document in documents_of}) == 1
    assert len({repr(document["terms"]) for document in documents_of}) == len(locales.CODES)


@pytest.mark.parametrize("code", locales.TARGETS)
def test_the_demos_translations_keep_to_its_term_base(code: str) -> None:
    translations = everything().filter(target_locale__language_code=code)
    found = [finding for item in translations for finding in findings(item)]
    assert [(finding.path, finding.lost, finding.terms) for finding in found] == []


def test_a_course_is_under_way_and_another_over_so_that_attendance_can_be_tried() -> None:
    now = timezone.now()
    running = Group.objects.get(name="A1 w toku")
    dates = running.occurrences.all()
    over = dates.filter(ends_at__lt=now)
    assert over.count() >= 2
    assert dates.filter(starts_at__gt=now).exists()
    for date in over:
        noted = [line.is_present for line in attendance.lines_of(date)]
        assert (len(noted), None in noted) == (6, False)
    assert Attendance.objects.filter(occurrence__group=running, is_present=False).count() == 3
    finished = Group.objects.get(name="A1 zakończona")
    issued = Certificate.objects.filter(group=finished)
    assert sorted(issued.values_list("name", flat=True)) == ["Amir", "Olena", "Siarhiej"]
