"""What the form offers is named in the reader's language, and what law allows within its days."""

from datetime import date

import pytest
from django.test import Client
from wagtail.models import Locale

from school_support.domain.support_types import known, names
from school_support.enums import PUPIL_LANGUAGES, Band, PolishLevel
from school_support.models import SupportKind
from tests.factories.schools import SupportKindFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def translated(source: SupportKind, code: str, name: str, *, live: bool = True) -> SupportKind:
    kind = source.copy_for_translation(Locale.objects.get(language_code=code))
    kind.name, kind.live = name, live
    kind.save()
    return kind


def test_a_kind_is_told_in_the_readers_language_and_else_in_polish() -> None:
    source = SupportKindFactory(name="Lekcje", order=1)
    translated(source, "uk", "Уроки")
    translated(source, "ru", "Уроки", live=False)
    told = {code: (known(code)[source.translation_key]) for code in ("uk", "ru", "en", "pl")}
    assert {code: (one.name, one.lang) for code, one in told.items()} == {
        "uk": ("Уроки", "uk"),
        "ru": ("Lekcje", "pl"),
        "en": ("Lekcje", "pl"),
        "pl": ("Lekcje", "pl"),
    }


def test_a_kind_that_is_offered_no_more_keeps_its_name_in_cases() -> None:
    gone, offered = SupportKindFactory(name="Dawna", live=False), SupportKindFactory(name="Nowa")
    assert list(known("pl")) == [offered.translation_key]
    assert names([gone.translation_key, offered.translation_key], "uk") == ["Nowa", "Dawna"]


@pytest.mark.parametrize(
    ("begins", "ends", "shown"),
    [
        (None, None, True),
        (date(2026, 9, 1), date(2026, 9, 30), True),
        (date(2026, 9, 2), None, False),
        (None, date(2026, 8, 31), False),
    ],
)
def test_what_law_allows_is_told_within_its_days(
    begins: date | None, ends: date | None, shown: bool
) -> None:
    kind = SupportKindFactory(allowance="Dwie godziny", allowance_from=begins, allowance_until=ends)
    text = known("pl")[kind.translation_key].allowed_on(date(2026, 9, 1))
    assert text == ("Dwie godziny" if shown else "")


def test_the_dates_of_the_law_are_those_of_the_polish_text() -> None:
    source = SupportKindFactory(allowance="Dwie godziny", allowance_until=date(2026, 8, 31))
    target = translated(source, "uk", "Уроки")
    SupportKind.objects.filter(pk=target.pk).update(allowance_until=None)
    assert known("uk")[source.translation_key].allowed_on(date(2026, 9, 1)) == ""


@pytest.mark.parametrize("code", ["pl", "en", "ru", "uk"])
def test_all_that_can_be_chosen_has_a_name(client: Client, code: str) -> None:
    kind = SupportKindFactory(asks_what_was_tried=True)
    form = client.get("/api/v2/school-support/form/", {"locale": code}).json()
    assert [(one["key"], one["asks_what_was_tried"]) for one in form["kinds"]] == [
        (str(kind.translation_key), True)
    ]
    assert {one["code"] for one in form["languages"]} == set(PUPIL_LANGUAGES)
    assert [one["code"] for one in form["bands"]] == list(Band)
    assert [one["code"] for one in form["levels"]] == list(PolishLevel)
    lists = ("languages", "bands", "levels", "counties")
    choices = [one for name in lists for one in form[name]]
    assert [one for one in choices if not one["name"] or one["name"] == one["code"]] == [
        {"code": level, "name": level} for level in ("A1", "A2")
    ]
    assert [one["code"] for one in form["languages"]][-1] == "mis"
    assert len(form["counties"]) == 35


def test_a_language_that_is_none_is_refused(client: Client) -> None:
    assert client.get("/api/v2/school-support/form/", {"locale": "xx"}).status_code == 400
