"""Names and addresses go ninety days after the last date; numbers stay."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from events.domain.letters import compose
from events.domain.registrations import availability_of
from events.domain.retention import EMPTIED, anonymise_due
from events.enums import LetterKind
from events.models import Group, Registration
from tests.factories.events import add_date, open_group, sign_up, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
SAID = {
    "email": "ola@example.org",
    "name": "Ola Nowak",
    "phone": "+48 000 000 001",
    "institution": "OPS",
    "role": "pracownik",
    "needs": "tłumacz",
}


def ended(days: int) -> tuple[Group, Registration]:
    """Return a group whose last date ended so many days ago, and somebody's registration."""
    group, end = open_group(), timezone.now() - timedelta(days=days)
    add_date(group, end - timedelta(hours=1), minutes=60)
    registration = sign_up(group, 2, now=end - timedelta(days=5), ages=(7, 9), **SAID)
    return group, registration


def test_what_names_a_person_is_emptied_and_what_is_counted_stays(client: Client) -> None:
    group, registration = ended(91)
    before, token = availability_of([group.pk]), token_of(registration)
    assert client.get(f"/api/v2/registrations/{token}/").status_code == 200
    assert anonymise_due() == 1
    assert anonymise_due() == 0
    registration.refresh_from_db()
    assert {getattr(registration, name) for name in EMPTIED} == {""}
    assert [one.age for one in registration.participants.all()] == [7, 9]
    assert (registration.state, registration.size) == ("confirmed", 2)
    assert availability_of([group.pk]) == before
    assert client.get(f"/api/v2/registrations/{token}/").status_code == 404
    assert compose(LetterKind.CONFIRMATION, str(registration.pk)) is None


def test_what_is_not_due_stays() -> None:
    _group, registration = ended(89)
    assert anonymise_due() == 0
    registration.refresh_from_db()
    assert registration.email == SAID["email"]


def test_a_dry_run_only_counts() -> None:
    ended(91)
    out = StringIO()
    call_command("anonymise_registrations", dry_run=True, stdout=out)
    assert out.getvalue() == "1 registrations would be anonymised.\n"
    assert Registration.objects.filter(anonymised_at=None).count() == 1


def test_every_field_that_people_fill_in_is_emptied_or_names_nobody() -> None:
    written = {field.name for field in Registration._meta.get_fields() if not field.auto_created}
    kept = {
        *("id", "group", "number", "state", "end_reason", "size", "offered_until", "locale"),
        *("token_digest", "level", "consented_at", "created_at", "changed_at", "anonymised_at"),
        *("is_passed_over", "reminders"),
    }
    assert written - kept == set(EMPTIED)
