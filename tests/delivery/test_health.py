"""A web process serves without a worker; the site as a whole is not well without one."""

import pytest
from django.test import Client
from django.utils import timezone

from cms.background.jobs.models import Heartbeat

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
WEB = {"database": True, "migrations": True}


def test_without_a_worker_requests_are_served_and_the_site_is_not_well() -> None:
    serving, whole = Client().get("/readyz/serving"), Client().get("/readyz")
    assert (serving.status_code, serving.json()) == (200, {"ready": True, "parts": WEB})
    assert (whole.status_code, whole.json()) == (
        503,
        {"ready": False, "parts": {**WEB, "worker": False}},
    )


def test_with_a_worker_all_is_well() -> None:
    Heartbeat.objects.create(group="a", worked_at=timezone.now())
    assert Client().get("/readyz").json() == {"ready": True, "parts": {**WEB, "worker": True}}
