"""The whole demo goes out and comes back, in both formats: nothing is lost, nothing is changed."""

from collections import Counter

import pytest
from django.db.models import F
from wagtail_localize.models import StringTranslation, Translation

from cms.core import locales
from cms.translation.base.domain import segment_store
from cms.translation.files.domain import exports, imports
from cms.translation.files.domain.import_diff import changes, to_write
from cms.translation.files.domain.translation_files import file_of
from cms.translation.files.enums import FileFormat, FileState, Outcome
from cms.translation.files.models import ImportedFile
from cms.translation.files.rules import uploads
from cms.users.models import User
from tests.translation.base.translation_steps import locale

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]

Stored = dict[tuple[str, int, int, str], str]


def everything() -> list[Translation]:
    return list(
        Translation.objects.filter(enabled=True)
        .select_related("source__locale", "target_locale")
        .order_by("pk")
    )


def stored() -> Stored:
    """Return all translated texts of the demo by their place."""
    rows = StringTranslation.objects.values_list(
        "locale__language_code", "context", "translation_of", "context__path", "data"
    )
    return {tuple(place): text for *place, text in rows}


# A language's zip, below, is XLIFF: once more for all texts is for the long tests.
FORMATS = [FileFormat.PO, pytest.param(FileFormat.XLIFF, marks=pytest.mark.chaos)]


@pytest.mark.parametrize("file_format", FORMATS)
def test_all_of_it_goes_out_and_comes_back(file_format: FileFormat) -> None:
    written = [(each, *file_of(each, file_format)) for each in everything()]
    before = stored()
    assert len(before) > 1_000
    found = Counter(
        change.outcome
        for translation, name, content in written
        for change in changes(uploads.read(name, content), translation)
    )
    # Only what is behind on purpose is to be looked at again.
    assert set(found) <= {Outcome.UNCHANGED, Outcome.UNSURE, Outcome.EMPTY}
    assert found[Outcome.UNCHANGED] > 1_000
    current = current_places()
    outdated = {place: text for place, text in before.items() if place not in current}
    StringTranslation.objects.exclude(pk__in=outdated_rows()).delete()
    assert stored() == outdated
    for translation, name, content in written:
        sheet = uploads.read(name, content)
        texts = to_write(changes(sheet, translation), {})
        if texts:
            segment_store.write_many(translation, texts, user=None)
    assert stored() == before


def current_places() -> set[tuple[str, int, int, str]]:
    rows = StringTranslation.objects.exclude(pk__in=outdated_rows()).values_list(
        "locale__language_code", "context", "translation_of", "context__path"
    )
    return {tuple(place) for place in rows}


def outdated_rows() -> list[int]:
    """Return the translations of texts that the source no longer has."""
    current = StringTranslation.objects.filter(
        translation_of__segments__context=F("context")
    ).values("pk")
    return list(StringTranslation.objects.exclude(pk__in=current).values_list("pk", flat=True))


@pytest.mark.parametrize("code", locales.TARGETS)
def test_a_zip_of_a_language_comes_back_without_a_change(code: str) -> None:
    user = User.objects.get(username=f"tlumacz-{code}")
    chosen = exports.translations(locale(code), unfinished=False)
    export = exports.start(locale(code), FileFormat.XLIFF, user=user)
    for pk in chosen:
        exports.add(export, pk)
    content = exports.archive(export).read()
    upload = imports.take_in("all.zip", content, user=user)
    for file in ImportedFile.objects.filter(upload=upload).select_related("upload__owner"):
        imports.read(file)
    found = ImportedFile.objects.filter(upload=upload)
    assert found.count() == len(chosen)
    assert set(found.values_list("state", flat=True)) == {FileState.READY}
    outcomes = {name for counts in found.values_list("counts", flat=True) for name in counts}
    assert outcomes <= {Outcome.UNCHANGED, Outcome.UNSURE, Outcome.EMPTY}
