"""A refusal reaches the editor as a message on a page that opens, never as an error page."""

from typing import Any

import pytest
from django.contrib.auth import get_user
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.base.admin.error_messages import explain
from cms.translation.base.domain import publication
from cms.translation.base.domain.errors import UntranslatedError
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.test_localize_faults import CONTACT
from tests.translation.base.translation_steps import asking, fresh, start, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator() -> Client:
    client = Client()
    client.force_login(UserFactory(role=roles.translators("uk")))
    return client


@pytest.fixture
def translation() -> Translation:
    return start(ContentPageFactory(title="Praca"))


def told(response: Any) -> tuple[int, list[str]]:
    return response.status_code, [message.level_tag for message in response.context["messages"]]


def test_a_draft_cannot_be_started_and_the_list_says_why(translator: Client) -> None:
    page = ContentPageFactory(draft=True)
    response = translator.post(
        reverse("translation:start", args=[page.pk, "uk"]),
        HTTP_REFERER=f"http://testserver{reverse('translation:work_list')}",
        follow=True,
    )
    assert (told(response), response.request["PATH_INFO"]) == (
        (200, ["error"]),
        reverse("translation:work_list"),
    )


def test_a_refusal_leads_nowhere_else(translator: Client) -> None:
    page = ContentPageFactory(draft=True)
    response = translator.post(
        reverse("translation:start", args=[page.pk, "uk"]), HTTP_REFERER="https://example.org/"
    )
    assert response["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("code", ["ru", "en", "pl"])
def test_other_languages_are_not_started(translator: Client, code: str) -> None:
    page = ContentPageFactory()
    response = translator.post(reverse("translation:start", args=[page.pk, code]))
    assert (response.status_code, Translation.objects.count()) == (403, 0)


def upload(client: Client, translation: Translation, content: bytes | None) -> Any:
    files = {} if content is None else {"file": SimpleUploadedFile("uk.po", content)}
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    return client.post(url, files, follow=True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"\xff\xfe\x00", "The file is not encoded in UTF-8."),
        (b"no PO file", "The file is damaged"),
        (b'msgid "Praca"\nmsgstr "Robota"\n', "it names no page"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nonsense\\n"\n', "names no page"),
    ],
)
def test_9_a_bad_po_file_is_a_clear_sentence(
    translator: Client, translation: Translation, content: bytes, words: str
) -> None:
    user = get_user(translator)
    UserProfile.objects.create(user=user, preferred_language="en")
    response = upload(translator, translation, content)
    assert (response.status_code, StringTranslation.objects.count()) == (200, 0)
    assert words in response.content.decode()


def test_9_no_po_file_is_a_message(translator: Client, translation: Translation) -> None:
    response = upload(translator, translation, None)
    assert (told(response), StringTranslation.objects.count()) == ((200, ["error"]), 0)


def po_file(translation: Translation, *flags: str) -> bytes:
    exported = translation.export_po()
    for entry in exported:
        if entry.msgctxt == "title":
            entry.msgstr = "Робота"
            entry.flags.extend(flags)
    return str(exported).encode()


def confirm(client: Client, shown: Any) -> Any:
    url = reverse("exchange:confirm", args=[shown.context["upload"].pk])
    return client.post(url, follow=True)


def test_a_po_file_brings_its_translations_once_confirmed(
    translator: Client, translation: Translation
) -> None:
    shown = upload(translator, translation, po_file(translation))
    assert StringTranslation.objects.count() == 0
    response = confirm(translator, shown)
    stored = list(StringTranslation.objects.values_list("context__path", "data"))
    assert (told(response), stored) == ((200, ["success"]), [("title", "Робота")])


def test_9_fuzzy_entries_are_not_final(translator: Client, translation: Translation) -> None:
    response = confirm(translator, upload(translator, translation, po_file(translation, "fuzzy")))
    assert (told(response), StringTranslation.objects.count()) == ((200, ["warning"]), 0)


@pytest.mark.parametrize(("path", "length"), [("title", 256), ("slug", 256), ("seo_title", 256)])
@pytest.mark.parametrize("action", ["submit", "publish"])
def test_texts_that_do_not_fit_are_a_message(action: str, path: str, length: int) -> None:
    translation = start(ContentPageFactory(seo_title="Praca w Polsce"))
    translate(translation)
    StringTranslation.objects.filter(context__path=path).update(data="a" * length)
    reviewer = Client()
    reviewer.force_login(UserFactory(role=roles.language_reviewers("uk")))
    target = translation.get_target_instance()
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])
    response = reviewer.post(url, asking(target, action), follow=True)
    found = (told(response), fresh(target).live, fresh(target).workflow_in_progress)
    assert found == ((200, ["error"]), False, False)


def test_a_refusal_names_what_is_missing() -> None:
    body = [{"type": "rich_text", "id": CONTACT["id"], "value": "<p>Zadzwoń <b>dziś</b>.</p>"}]
    translation = start(ContentPageFactory(title="Praca", slug="praca", lead="Ł" * 70, body=body))
    translate(translation, paths={"slug"})
    with pytest.raises(UntranslatedError) as refusal:
        publication.publish(translation)
    with override("en"):
        assert explain(refusal.value) == (
            "Not published: 3 texts are not translated yet. The live page stays as it was. "
            f"Praca · {'Ł' * 59}… · Zadzwoń dziś."
        )
