"""Faults of wagtail-localize in files, machines, schedules and cost; each with and without ours."""

from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.views import edit_translation

from cms.core import locales
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.test_queries import BUDGET
from tests.translation.base.translation_steps import start

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


class QuotaExceededError(Exception):
    """What DeepL's library raises when the month's characters are used up."""


class ExhaustedTranslator(BaseMachineTranslator):
    """A machine that refuses inside the request."""

    display_name = "Exhausted"

    def translate(self, *_args: Any) -> Any:
        """Raise, as the real one does."""
        raise QuotaExceededError

    def can_translate(self, *_args: Any) -> bool:
        """Say yes to any pair of languages."""
        return True


def translator() -> Client:
    client = Client()
    client.force_login(UserFactory(role=roles.translators("uk")))
    return client


def upload(translation: Translation, content: bytes, *, guarded: bool) -> int:
    """Call the view that stands at wagtail-localize's address, or its own, which stood there."""
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    view = resolve(url).func if guarded else edit_translation.upload_pofile
    request = RequestFactory().post(url, {"file": SimpleUploadedFile("uk.po", content)})
    request.user = UserFactory(role=roles.translators("uk"))
    return view(request, translation.pk).status_code


@pytest.mark.parametrize("content", [b"", b'msgid "Praca"\nmsgstr "Robota"\n'])
def test_9_an_empty_or_headless_po_file_is_no_server_error(guarded: bool, content: bytes) -> None:
    translation = start(ContentPageFactory())
    with nullcontext() if guarded else pytest.raises((LookupError, ValueError, OSError)):
        assert upload(translation, content, guarded=guarded) == 302


def test_9_fuzzy_entries_are_not_final(guarded: bool) -> None:
    translation = start(ContentPageFactory())
    exported: polib.POFile = translation.export_po()
    exported[0].msgstr = "Робота"
    exported[0].flags.append("fuzzy")
    translation.import_po(exported)
    assert StringTranslation.objects.exists() != guarded


def test_9_a_machine_without_quota_is_no_server_error(guarded: bool, settings: Any) -> None:
    """wagtail-localize's own address for machines asks them inside the request: it is closed."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": f"{__name__}.{ExhaustedTranslator.__name__}"
    }
    translation = start(ContentPageFactory())
    url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    client = translator()
    with nullcontext() if guarded else pytest.raises(QuotaExceededError):
        assert client.post(url).status_code == 403


def targets() -> list[Locale]:
    return list(Locale.objects.filter(language_code__in=locales.TARGETS))


def test_10_no_translation_says_it_will_go_live_and_never_does(
    guarded: bool, on_commit: AbstractContextManager[Any]
) -> None:
    """A source on a schedule was copied with its time, and no revision was approved for it."""
    page = ContentPageFactory(draft=True, go_live_at=timezone.now() + timedelta(hours=1))
    page.save_revision().publish()
    with on_commit:
        translate_object(page, targets())
    promised = Page.objects.filter(locale__in=targets(), go_live_at__isnull=False)
    kept = Revision.objects.filter(
        object_id__in=[str(pk) for pk in promised.values_list("pk", flat=True)],
        approved_go_live_at__isnull=False,
    )
    assert promised.count() - kept.count() == (0 if guarded else 3)


def test_11_submitting_stays_within_the_budget(
    guarded: bool, on_commit: AbstractContextManager[Any]
) -> None:
    html = "".join(f'<p data-block-key="k{n:04}">Akapit numer {n}.</p>' for n in range(20))
    page = ContentPageFactory(body=[{"type": "rich_text", "id": "a1", "value": html}])
    chosen = targets()
    with CaptureQueriesContext(connection) as queries, on_commit:
        translate_object(page, chosen)
    assert (len(queries) <= BUDGET * len(chosen)) == guarded


def test_11_publishing_a_change_does_not_ask_row_by_row(guarded: bool) -> None:
    """Stock wagtail-localize extracts a source by some fifteen statements a paragraph."""

    def cost(paragraphs: int) -> int:
        html = "".join(f'<p data-block-key="k{n:04}">Akapit {n}.</p>' for n in range(paragraphs))
        page = ContentPageFactory(
            body=[{"type": "rich_text", "id": f"a{paragraphs}", "value": html}]
        )
        source = start(ContentPageFactory()).source
        source.content_json = page.to_json().replace(
            str(page.translation_key), str(source.object_id)
        )
        with CaptureQueriesContext(connection) as queries:
            source.refresh_segments()
        return len(queries)

    cost(1)
    assert (cost(40) == cost(4)) == guarded
