"""The register: who may sign, and where a consent stands on a day."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import override

from cms.content.stories.models import Consent
from tests.factories.stories import ConsentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def day(offset: int) -> date:
    return timezone.localdate() + timedelta(days=offset)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "valid"),
        ({"valid_until": day(31)}, "valid"),
        ({"valid_until": day(30)}, "expires_soon"),
        ({"valid_until": day(0)}, "expires_soon"),
        ({"valid_until": day(-1)}, "expired"),
        ({"given_on": day(1)}, "not_yet"),
        ({"withdrawn_on": day(0)}, "withdrawn"),
        ({"withdrawn_on": day(0), "valid_until": day(-1)}, "withdrawn"),
    ],
)
def test_the_state_of_a_consent_is_the_same_for_a_row_and_a_query(
    fields: dict[str, Any], state: str
) -> None:
    consent = ConsentFactory(**{"given_on": day(-90), **fields})
    in_force = Consent.objects.in_force().exists()
    assert consent.state == state
    assert in_force == (state in {"valid", "expires_soon"})
    states = ["valid", "expires_soon", "not_yet", "expired", "withdrawn"]
    assert [name for name in states if Consent.objects.in_state(name).exists()] == [state]


def errors(**fields: Any) -> list[str]:
    consent = Consent(**{"translation_key": uuid4(), "kind": "data", "given_on": day(-1), **fields})
    try:
        consent.full_clean()
    except ValidationError as refusal:
        return list(refusal.message_dict)
    return []


def test_a_guardian_signs_for_a_child() -> None:
    assert "signed_by" in errors(person_under_16=True)
    assert errors(person_under_16=True, signed_by="guardian") == []


def test_the_database_knows_it_as_well() -> None:
    with pytest.raises(IntegrityError):
        ConsentFactory(person_under_16=True, signed_by="person")


def test_no_consent_begins_tomorrow_or_ends_before_it_began() -> None:
    assert errors(given_on=day(1)) == ["given_on"]
    assert errors(valid_until=day(-2)) == ["__all__"]
    assert errors(valid_until=day(-1)) == []


def test_its_name_in_logs_names_nobody() -> None:
    consent = ConsentFactory(note="Oksana Testowa, segregator 3", kind="image")
    with override("en"):
        assert str(consent) == "likeness (Copyright Act, art. 81), 2026-01-15"
