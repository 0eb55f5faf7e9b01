"""Whoever decides too late is told so, and keeps what they wrote."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.cases.domain import case_actions
from cms.cases.enums import CaseState, Outcome
from cms.cases.models import Appointment
from tests.cases.case_histories import administrator, asked

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

WRITTEN = "Zadzwonię w środę po lekcjach."


def test_what_was_written_stays_when_somebody_was_quicker(client: Client) -> None:
    case = asked()
    client.force_login(administrator())
    case_actions.complete(case.pk, by=administrator(), outcome=Outcome.HELPED)
    late = client.post(reverse("desk:case_accept", args=[case.pk]), {"message": WRITTEN})
    assert late.status_code == 409
    assert WRITTEN in late.content.decode()
    assert "Ktoś był szybszy." in late.content.decode()
    case.refresh_from_db()
    assert (case.state, case.messages.count()) == (CaseState.COMPLETED, 0)


def test_an_appointment_of_a_closed_case_is_not_made_and_stays_in_the_form(client: Client) -> None:
    case = asked()
    client.force_login(administrator())
    case_actions.withdraw(case.pk)
    form = {"meeting": "visit", "day": "2027-03-03", "begins": "10:00", "ends": "11:00"}
    answer = client.post(reverse("desk:case_appoint", args=[case.pk]), {**form, "place": WRITTEN})
    assert WRITTEN in answer.content.decode()
    assert "Sprawa jest zamknięta." in answer.content.decode()
    assert not Appointment.objects.exists()
