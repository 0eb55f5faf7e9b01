"""The way through the admin, and whose it is."""

import io
import zipfile
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail_localize.models import Translation

from cms.background.batches import executor
from cms.translation.files.admin.buttons import file_buttons
from cms.translation.files.domain import exports, import_dispatch, imports
from cms.translation.files.domain.exports import EXPORTED
from cms.translation.files.enums import FileFormat
from cms.translation.files.models import Export, Import, ImportedFile
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import locale, start
from tests.translation.files.sample_files import file, filled, row, stored, write, zipped


def post_file(client: Client, content: bytes, name: str = "a.xlf", url: str = "") -> Any:
    url = url or reverse("exchange:import")
    return client.post(url, {"file": SimpleUploadedFile(name, content)}, follow=True)


def said(response: Any) -> list[tuple[str, str]]:
    return [(each.level_tag, str(each)) for each in response.context["messages"]]


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_page_opens_for_translators_and_for_nobody_else(client: Client) -> None:
    author = Client()
    author.force_login(UserFactory(role=roles.AUTHORS))
    for name in ("index", "export", "import"):
        url = reverse(f"exchange:{name}")
        assert (client.get(url).status_code, author.get(url).status_code) == (200, 403), name


@pytest.mark.parametrize("file_format", FileFormat)
def test_one_translation_is_fetched(
    client: Client, translation: Translation, file_format: FileFormat
) -> None:
    response = client.get(reverse("exchange:download", args=[translation.pk, file_format.value]))
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["Content-Disposition"] == (
        f'attachment; filename="praca-{translation.pk}.uk.{file_format.value}"'
    )
    page = client.get(reverse("exchange:export"), {"translation": translation.pk})
    assert page.context["chosen"]["title"] == "Praca"


def test_other_languages_are_not_fetched(client: Client, translation: Translation) -> None:
    russian = start(translation.source.get_source_instance(), "ru")
    for url in (
        reverse("exchange:download", args=[russian.pk, "po"]),
        reverse("wagtail_localize:download_pofile", args=[russian.pk]),
    ):
        assert client.get(url).status_code == 403
    page = client.get(reverse("exchange:export"), {"translation": russian.pk})
    assert page.context["chosen"] is None
    posted = client.post(reverse("exchange:export"), {"locale": "ru", "file_format": "po"})
    assert (posted.status_code, Export.objects.count()) == (403, 0)


def test_upload_look_confirm(client: Client, translation: Translation) -> None:
    response = post_file(client, file(filled(translation, {"title": "Робота"})))
    taken = Import.objects.get()
    assert response.redirect_chain == [(reverse("exchange:review", args=[taken.pk]), 302)]
    assert "Робота" in text_of(response)
    assert stored(translation) == {}
    done = client.post(reverse("exchange:confirm", args=[taken.pk]), follow=True)
    assert said(done) == [("success", "1 text was imported.")]
    assert stored(translation) == {"title": "Робота"}


def test_newer_work_is_shown_and_kept_unless_chosen(
    client: Client, translation: Translation, user: User
) -> None:
    content = file(filled(translation, {"title": "Робота"}))
    write(translation, "title", "Праця", user)
    response = post_file(client, content)
    segment = row(translation, "title").id
    assert "<del>Праця</del><ins>Робота</ins>" in text_of(response)
    kept = client.post(reverse("exchange:confirm", args=[Import.objects.get().pk]), follow=True)
    assert [level for level, _text in said(kept)] == ["warning", "warning"]
    assert stored(translation) == {"title": "Праця"}
    again = post_file(client, content)
    version = again.context["look"].conflicts[0].change.version
    last = Import.objects.latest("pk")
    client.post(reverse("exchange:confirm", args=[last.pk]), {f"take-{segment}": version})
    assert stored(translation) == {"title": "Робота"}


def test_a_choice_is_kept_for_one_file_of_many(
    client: Client, translation: Translation, user: User
) -> None:
    content = file(filled(translation, {"title": "Робота"}))
    write(translation, "title", "Праця", user)
    post_file(client, zipped(a__xlf=content, b__txt=b""), "uk.zip")
    found = ImportedFile.objects.get(name="a.xlf")
    shown = client.get(reverse("exchange:file", args=[found.pk]))
    version = shown.context["look"].conflicts[0].change.version
    data = {f"take-{row(translation, 'title').id}": version, "take-x": "y"}
    client.post(reverse("exchange:choose", args=[found.pk]), data)
    client.post(reverse("exchange:confirm", args=[found.upload_id]))
    assert stored(translation) == {"title": "Робота"}


def test_discarding_forgets_the_upload(client: Client, translation: Translation) -> None:
    post_file(client, file(filled(translation, {"title": "Робота"})))
    client.post(reverse("exchange:discard", args=[Import.objects.get().pk]))
    assert (Import.objects.count(), stored(translation)) == (0, {})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.po", b"", "The file is empty."),
        ("a.po", b"\xff\xfe", "The file is not encoded in UTF-8."),
        ("a.po", b"no PO", "cannot be read as PO"),
        ("a.xlf", b"no XML", "cannot be read as XML"),
        ("a.xlf", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
        ("a.png", b"x", "neither a PO nor an XLIFF"),
        ("a.zip", b"x", "The archive is damaged."),
    ],
)
def test_a_bad_file_is_a_clear_sentence(
    client: Client, name: str, content: bytes, words: str
) -> None:
    response = post_file(client, content, name)
    assert words in text_of(response)
    assert response.status_code in {200, 400}


def test_no_file_at_all_and_one_that_is_too_large(client: Client, monkeypatch: Any) -> None:
    nothing = client.post(reverse("exchange:import"))
    assert nothing.status_code == 400
    monkeypatch.setattr("cms.translation.files.admin.forms.MAX_UPLOAD", 3)
    large = post_file(client, b"1234")
    assert (large.status_code, Import.objects.count()) == (400, 0)
    assert "larger than 20 MB" in text_of(large)


def test_hostile_texts_are_shown_as_text(client: Client, translation: Translation) -> None:
    response = post_file(client, file(filled(translation, {"title": "<script>alert(1)</script>"})))
    page = response.content.decode()
    assert "<script>alert(1)" not in page
    translated = post_file(
        client, file(filled(translation, {"title": "&lt;img src=x onerror=alert(1)&gt;"}))
    )
    assert "<img src=x" not in translated.content.decode()


def test_uploads_of_others_are_nobodys_business(
    client: Client, translation: Translation, user: User
) -> None:
    taken = imports.take_in("a.xlf", file(filled(translation, {"title": "Робота"})), user=user)
    import_dispatch.read_all(taken)
    made = exports.start(locale("uk"), FileFormat.PO, user=user)
    other = Client()
    other.force_login(UserFactory(role=roles.translators("uk")))
    found = ImportedFile.objects.get()
    urls = [
        *(
            reverse(f"exchange:{name}", args=[taken.pk])
            for name in ("review", "confirm", "discard")
        ),
        *(reverse(f"exchange:{name}", args=[found.pk]) for name in ("file", "choose")),
        reverse("exchange:archive", args=[made.pk]),
    ]
    answers = {other.generic(verb, url).status_code for url in urls for verb in ("GET", "POST")}
    assert (answers, Import.objects.count(), stored(translation)) == ({403}, 1, {})
    gone = reverse("exchange:review", args=[taken.pk + 99])
    assert client.get(gone).status_code == 404


def test_a_few_pages_are_exported_at_once(client: Client, translation: Translation) -> None:
    data = {"locale": "uk", "file_format": "po", "unfinished": "on"}
    client.post(reverse("exchange:export"), data)
    made = Export.objects.get()
    response = client.get(reverse("exchange:archive", args=[made.pk]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    [name] = archive.namelist()
    po = polib.pofile(archive.read(name).decode())
    assert (made.batch, name) == (None, f"praca-{translation.pk}.uk.po")
    assert po.metadata["X-WagtailLocalize-TranslationID"] == str(translation.uuid)
    assert ModelLogEntry.objects.filter(action=EXPORTED).count() == 1


def test_finished_pages_are_left_out_on_request(translation: Translation, user: User) -> None:
    done = start(ContentPageFactory(title="Zdrowie"))
    for each in filled(done, {}).entries:
        write(done, each.path, "a", user)
    chosen = exports.translations(locale("uk"), unfinished=True)
    everything = exports.translations(locale("uk"), unfinished=False)
    assert (chosen, everything) == ([translation.pk], [translation.pk, done.pk])


def test_pages_that_nobody_has_begun_are_begun_by_the_worker(client: Client) -> None:
    ContentPageFactory(title="Zdrowie")
    expected = len(exports.not_begun(locale("uk")))
    data = {"locale": "uk", "file_format": "xlf", "begin": "on"}
    client.post(reverse("exchange:export"), data)
    made = Export.objects.get()
    assert (made.expected, made.files.count()) == (expected, 0)
    executor.drive(made.batch_id)
    assert (made.files.count(), exports.not_begun(locale("uk"))) == (expected, [])


def test_nothing_to_export_is_said(client: Client) -> None:
    response = client.post(
        reverse("exchange:export"), {"locale": "uk", "file_format": "po"}, follow=True
    )
    assert said(response) == [("warning", "There is nothing to translate in this language.")]


def test_9_the_addresses_of_wagtail_localize_are_ours(
    client: Client, translation: Translation
) -> None:
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    response = post_file(
        client, file(filled(translation, {"title": "Робота"}), FileFormat.PO), "a.po", url
    )
    taken = Import.objects.get()
    assert response.redirect_chain == [(reverse("exchange:review", args=[taken.pk]), 302)]
    assert (taken.translation_id, stored(translation)) == (translation.pk, {})
    other = start(ContentPageFactory(title="Zdrowie"))
    refused = post_file(
        client, file(filled(other, {"title": "Здоров'я"}), FileFormat.PO), "a.po", url
    )
    assert "for another page or another language" in text_of(refused)
    file_back = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk]))
    assert "#. seen: " in file_back.content.decode()


def test_a_translated_page_leads_to_its_files(client: Client, translation: Translation) -> None:
    source, target = translation.source.get_source_instance(), translation.get_target_instance()
    url = f"{reverse('exchange:export')}?translation={translation.pk}"
    bench = client.get(reverse("workbench:edit", args=[translation.pk]))
    assert f'href="{url}"' in bench.content.decode()
    user = bench.context["user"]
    links = [[button.url for button in file_buttons(page, user)] for page in (target, source)]
    assert links == [[url], []]
