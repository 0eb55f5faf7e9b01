"""Uploads: refused with a reason, or read, confirmed and written once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from cms.background.batches import executor
from cms.translation.base.domain import segment_store
from cms.translation.base.enums import SegmentState
from cms.translation.files import tasks
from cms.translation.files.domain import import_dispatch, imports
from cms.translation.files.enums import FileFormat, FileProblem, FileState
from cms.translation.files.models import Import, ImportedFile
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import start
from tests.translation.files.sample_files import file, filled, row, stored, write, zipped

pytestmark = pytest.mark.postgresql


def upload(user: User, content: bytes, name: str = "a.xlf", **options: Any) -> Import:
    taken = imports.take_in(name, content, user=user, **options)
    import_dispatch.read_all(taken)
    return taken


def only(taken: Import) -> ImportedFile:
    return ImportedFile.objects.get(upload=taken)


@pytest.mark.parametrize("file_format", FileFormat)
def test_a_file_is_written_once_when_confirmed(
    translation: Translation, user: User, file_format: FileFormat
) -> None:
    content = file(filled(translation, {"title": "Робота", "slug": "robota"}), file_format)
    taken = upload(user, content, f"a.{file_format.value}")
    assert (only(taken).state, stored(translation)) == (FileState.READY, {})
    import_dispatch.write_all(taken)
    import_dispatch.write_all(taken)
    written = row(translation, "title")
    assert stored(translation) == {"title": "Робота", "slug": "robota"}
    assert (written.state, written.translated_by_id) == (SegmentState.TRANSLATED, user.pk)
    assert (only(taken).state, only(taken).written) == (FileState.WRITTEN, 2)
    logged = PageLogEntry.objects.filter(action=imports.IMPORTED, user=user)
    assert [entry.data for entry in logged] == [{"file": f"a.{file_format.value}", "count": 2}]


def test_work_done_between_the_look_and_the_confirmation_stays(
    translation: Translation, user: User
) -> None:
    taken = upload(user, file(filled(translation, {"title": "Робота", "lead": "Як?"})))
    assert only(taken).counts["new"] == 2
    write(translation, "title", "Праця", user)
    import_dispatch.write_all(taken)
    assert stored(translation) == {"title": "Праця", "lead": "Як?"}
    assert (only(taken).written, only(taken).kept) == (1, 1)


def test_newer_work_is_overwritten_only_where_somebody_chose_so(
    translation: Translation, user: User
) -> None:
    content = file(filled(translation, {"title": "Робота", "lead": "Як?"}))
    write(translation, "title", "Праця", user)
    write(translation, "lead", "Як саме?", user)
    taken = upload(user, content)
    found = only(taken)
    chosen = next(c for c in imports.look(found) if c.entry.path == "title")
    found.taken = {str(row(translation, "title").id): chosen.version}
    found.save()
    import_dispatch.write_all(taken)
    assert stored(translation) == {"title": "Робота", "lead": "Як саме?"}


def test_a_machines_text_is_taken_over(translation: Translation, user: User) -> None:
    write(translation, "title", "Робота", user, tool="dummy")
    taken = upload(user, file(filled(translation, {"title": "Робота"})))
    import_dispatch.write_all(taken)
    found = row(translation, "title")
    assert (found.state, found.tool) == (SegmentState.TRANSLATED, "")


def problem(user: User, content: bytes, **options: Any) -> tuple[str, str, int]:
    """Return an upload's state and problem, and how many texts are stored once confirmed."""
    taken = upload(user, content, **options)
    import_dispatch.write_all(taken)
    return only(taken).state, only(taken).problem, StringTranslation.objects.count()


def test_files_for_something_else_are_refused(translation: Translation, user: User) -> None:
    good = filled(translation, {"title": "Робота"})
    russian = start(translation.source.get_source_instance(), "ru")
    other = start(ContentPageFactory(title="Zdrowie"))

    def refused(because: FileProblem, sheet: Any = good, **options: Any) -> None:
        assert problem(user, file(sheet), **options) == (FileState.REFUSED, because, 0)

    refused(FileProblem.FOREIGN, replace(good, translation=""))
    refused(FileProblem.FOREIGN, replace(good, translation="'; drop table"))
    refused(FileProblem.UNKNOWN_PAGE, replace(good, translation=str(uuid4())))
    refused(FileProblem.LANGUAGE, replace(good, target_code="ru"))
    refused(FileProblem.LANGUAGE, replace(good, source_code="en"))
    refused(FileProblem.NO_RIGHTS, filled(russian, {"title": "Работа"}))
    refused(FileProblem.OTHER_PAGE, good, translation=other)
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    refused(FileProblem.STOPPED)


def test_a_language_may_name_a_country_as_well(translation: Translation, user: User) -> None:
    sheet = replace(filled(translation, {"title": "Робота"}), target_code="uk_UA")
    assert problem(user, file(sheet))[0] == FileState.WRITTEN


def test_rights_that_were_lost_before_the_confirmation_count(
    translation: Translation, user: User
) -> None:
    taken = upload(user, file(filled(translation, {"title": "Робота"})))
    user.groups.clear()
    import_dispatch.write_all(Import.objects.get(pk=taken.pk))
    assert (only(taken).problem, stored(translation)) == (FileProblem.NO_RIGHTS, {})


def test_a_zip_says_of_each_file_what_is_wrong(translation: Translation, user: User) -> None:
    content = file(filled(translation, {"title": "Робота"}))
    packed = zipped(a__xlf=content, b__xlf=content, c__po=b"no PO", d__txt=b"x")
    taken = upload(user, packed, "uk.zip")
    import_dispatch.write_all(taken)
    files = ImportedFile.objects.filter(upload=taken)
    assert list(files.values_list("name", "state", "problem")) == [
        ("a.xlf", FileState.WRITTEN, ""),
        ("b.xlf", FileState.REFUSED, FileProblem.REPEATED),
        ("c.po", FileState.REFUSED, FileProblem.NOT_PO),
        ("d.txt", FileState.REFUSED, FileProblem.NO_TYPE),
    ]
    assert stored(translation) == {"title": "Робота"}


def test_many_files_are_read_and_written_by_the_worker(
    translation: Translation, user: User
) -> None:
    pages = [
        ContentPageFactory(title=f"Praca {number}") for number in range(import_dispatch.AT_ONCE)
    ]
    translations = [translation, *(start(page) for page in pages)]
    members = {
        f"{each.pk}__po": file(filled(each, {"title": f"Робота {each.pk}"}), FileFormat.PO)
        for each in translations
    }
    taken = upload(user, zipped(**members), "uk.zip")
    states = ImportedFile.objects.filter(upload=taken).values_list("state", flat=True)
    assert set(states) == {FileState.WAITING}
    executor.drive(taken.batch_id)
    assert set(states.all()) == {FileState.READY}
    import_dispatch.write_all(taken)
    executor.drive(taken.batch_id)
    executor.drive(taken.batch_id)
    assert set(states.all()) == {FileState.WRITTEN}
    assert [stored(each)["title"] for each in translations] == [
        f"Робота {each.pk}" for each in translations
    ]


def test_a_file_takes_a_fixed_number_of_queries(
    user: User, django_assert_max_num_queries: Any
) -> None:
    for title in ("Praca", "Zdrowie"):
        page = ContentPageFactory(title=title, body=[("heading", {"text": title, "level": "2"})])
        sheet = filled(start(page), {"title": "a", "slug": "b", "body": "c"})
        taken = upload(user, file(sheet))
        imports.confirm(taken)
        with django_assert_max_num_queries(45):
            imports.write(only(taken).pk)


def test_a_reviewers_acceptance_ends_where_a_file_says_something_else(
    translation: Translation, user: User
) -> None:
    write(translation, "title", "Праця", user)
    reviewer = UserFactory(role=roles.language_reviewers("uk"))
    segment_store.accept(translation, [row(translation, "title").id], user=reviewer)
    taken = upload(user, file(filled(translation, {"title": "Робота"})))
    import_dispatch.write_all(taken)
    assert row(translation, "title").state == SegmentState.TRANSLATED


def test_uploads_are_forgotten_after_a_week(translation: Translation, user: User) -> None:
    old, new = (upload(user, b"", "a.po") for _number in range(2))
    Import.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=8))
    tasks.forget()
    assert list(Import.objects.values_list("pk", flat=True)) == [new.pk]
