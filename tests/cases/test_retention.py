"""Contact data goes half a year after a case was closed, texts and files after a year."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from cms.background.jobs.registry import periodic_handlers
from cms.cases.domain import (
    case_actions,
    case_merge,
    case_messages,
    private_links,
    retention,
    stale_cases,
)
from cms.cases.domain.errors import ClosedError
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.domain.retention import CONTACT, TEXTS, Deleted, delete_due
from cms.cases.enums import Action
from cms.cases.models import Case, CaseFile
from tests.cases.case_histories import SAID, administrator, asked, closed, everything_stored
from tests.cases.recorded_effects import written

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def days(settings: Settings) -> None:
    """Fix how long things are kept."""
    settings.CASE_CONTACT_DAYS, settings.CASE_TEXT_DAYS = 180, 365


def contact_of(case: Case) -> set[str]:
    """Return what is stored of who asked."""
    case.refresh_from_db()
    return {getattr(case, name) for name in CONTACT}


def counted(case: Case) -> list[object]:
    """Return what statistics are made of."""
    case.refresh_from_db()
    request = case.support_request
    groups = [(one.language, one.band, one.level, one.count) for one in request.pupils.all()]
    keys = [one.kind_key for one in request.kinds.all()]
    when = (case.received_at, case.first_answered_at, case.closed_at)
    told = (case.state, case.outcome, case.county, case.rating, case.about, case.reference)
    return [groups, keys, *when, *told, case.files.count(), case.messages.count()]


def test_contact_data_goes_first_and_texts_stay(client: Client) -> None:
    case = closed(181)
    assert delete_due() == Deleted(contacts=1, texts=0)
    assert delete_due() == Deleted(contacts=0, texts=0)
    assert contact_of(case) == {""}
    assert case.messages.filter(text=SAID).count() == 2
    url = f"/api/v2/school-support/requests/{private_links.token_of(case)}/"
    assert client.get(url).status_code == 200


def test_after_a_year_nothing_is_left_that_somebody_wrote(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    case = closed(366)
    url = f"/api/v2/school-support/requests/{private_links.token_of(case)}/"
    names = list(case.files.values_list("content", flat=True))
    before = counted(case)
    assert (len(names), everything_stored().count(SAID)) == (2, 12)
    assert client.get(url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_due() == Deleted(contacts=0, texts=1)
    assert SAID not in everything_stored()
    assert not any(default_storage.exists(name) for name in names)
    assert counted(case) == before
    assert client.get(url).status_code == 404
    last = case.events.last()
    assert last is not None
    assert (last.action, last.detail, last.by) == (Action.ANONYMISED, {"what": "texts"}, None)
    with pytest.raises(ClosedError):
        case_messages.hear(case.pk, text="again")


@pytest.mark.parametrize("days", [0, 179])
def test_what_is_not_due_stays(days: int) -> None:
    case = closed(days)
    assert delete_due() == Deleted(0, 0)
    assert "" not in contact_of(case)


def test_what_is_open_stays_however_old() -> None:
    case = asked()
    assert delete_due(timezone.now() + timedelta(days=3_000)) == Deleted(0, 0)
    assert "" not in contact_of(case)


def test_a_joined_case_is_kept_as_long_as_the_one_it_was_joined_with() -> None:
    main, double, somebody = asked(), asked("b@example.org"), administrator()
    case_merge.merge(double.pk, into=main.pk, by=somebody)
    later = timezone.now() + timedelta(days=366)
    assert delete_due(later) == Deleted(0, 0)
    case_actions.decline(main.pk, by=somebody, message="Nie", seen=EVERYTHING)
    assert delete_due(later) == Deleted(contacts=0, texts=2)


def test_what_was_opened_again_and_said_since_goes_a_year_after_it_was_closed_again() -> None:
    case, somebody = closed(366), administrator()
    delete_due()
    case_actions.reopen(case.pk, by=somebody, message=SAID)
    case_actions.withdraw(case.pk)
    assert delete_due() == Deleted(0, 0)
    assert delete_due(timezone.now() + timedelta(days=366)) == Deleted(contacts=0, texts=1)
    assert SAID not in everything_stored()


def test_a_case_that_cannot_be_done_keeps_no_other_from_going() -> None:
    bad, good = closed(367), closed(366)
    Case.objects.filter(pk=bad.pk).update(kind="unknown")
    assert delete_due() == Deleted(contacts=1, texts=1)
    assert Case.objects.get(pk=bad.pk).texts_deleted_at is None
    assert contact_of(good) == {""}


def test_only_so_many_at_once() -> None:
    closed(366)
    closed(367)
    assert delete_due(limit=1) == Deleted(contacts=1, texts=1)


def test_a_dry_run_only_counts() -> None:
    case, out = closed(366), StringIO()
    call_command("anonymise_cases", dry_run=True, stdout=out)
    assert out.getvalue() == (
        "Contact data of 0 cases would be deleted.\nTexts and files of 1 cases would be deleted.\n"
    )
    assert "" not in contact_of(case)
    call_command("anonymise_cases", stdout=out)
    assert contact_of(case) == {""}


def test_it_happens_by_itself() -> None:
    due = {"desk.anonymise", "desk.scan_again", "desk.delete_orphans"}
    due.add("school_support.forget_drafts")
    assert due <= {entry.name for entry in periodic_handlers()}


# Words of ours, numbers and choices, and names of schools and points: they name no person.
NAMES_NOBODY = {
    "Case": {"id", "reference", "kind", "county", "about", "search_words", "token_digest"},
    "CaseEvent": {"detail"},
    "CaseFile": {"media_type", "sha256"},
    "MessageTemplate": {"name", "kind", "text_pl", "text_en", "text_ru", "text_uk"},
    "Remit": {"county"},
    "PublishedNumbers": {"lines"},
    "PupilGroup": {"language"},
    "RequestDraft": {"token_digest"},
    "SupportRequest": {"school_name", "town"},
}
OTHERWISE = {
    "RequestDraft": {"answers"},  # Deleted with the draft: school_support.domain.draft_retention.
    "SupportRequest": {"situation", "tried"},  # Emptied by the kind's delete_texts.
    "PointQuestion": {"text"},  # Likewise.
}
PUBLIC = {"School", "SupportKind"}


def test_every_field_that_people_fill_in_has_its_time() -> None:
    free = (models.CharField, models.TextField, models.JSONField, models.FileField)
    kept = [*apps.get_app_config("desk").get_models()]
    kept += apps.get_app_config("school_support").get_models()
    kept.append(apps.get_model("points.PointQuestion"))
    for model in kept:
        if model.__name__ in PUBLIC:
            continue
        written = {f.name for f in model._meta.concrete_fields if isinstance(f, free)}
        written -= {f.name for f in model._meta.concrete_fields if f.choices}
        name = model.__name__
        timed = {*TEXTS.get(name, ()), *OTHERWISE.get(name, ())}
        timed |= set(CONTACT) if name == "Case" else set()
        assert written - NAMES_NOBODY.get(name, set()) == timed, name


def test_files_of_others_stay() -> None:
    other = asked("other@example.org")
    closed(366)
    retention.delete_due()
    assert CaseFile.objects.exclude(content="").get().case == other


def test_what_a_sender_writes_after_the_end_is_kept_as_long_again() -> None:
    case = closed(366)
    case_messages.hear(case.pk, text="nowe")
    assert delete_due() == Deleted(contacts=0, texts=0)
    later = timezone.now() + timedelta(days=366)
    assert retention.kept_until(case) == timezone.localdate(timezone.now() + timedelta(days=365))
    assert delete_due(later) == Deleted(contacts=0, texts=1)


def test_a_dry_run_tells_what_the_run_does() -> None:
    for days in (366, 400, 181, 200, 20):
        closed(days)
    told = delete_due(dry_run=True)
    assert told == Deleted(contacts=2, texts=2)
    assert delete_due() == told


def test_what_nobody_closes_ends_by_itself_and_then_goes(settings: Settings) -> None:
    settings.CASE_IDLE_DAYS = 365
    case, other = asked(), asked("b@example.org")
    case_merge.merge(other.pk, into=case.pk, by=administrator())
    now = timezone.now()
    assert stale_cases.close_stale_cases(now + timedelta(days=364)) == 0
    assert stale_cases.close_stale_cases(now + timedelta(days=366)) == 1
    assert stale_cases.close_stale_cases(now + timedelta(days=366)) == 0
    case.refresh_from_db()
    assert (case.state, case.closed_at) == ("withdrawn", now + timedelta(days=366))
    assert [mail.subject for mail in written("lapsed")] == ["Ваше звернення закрито"] * 2
    assert delete_due(now + timedelta(days=366 + 366)) == Deleted(contacts=0, texts=2)
