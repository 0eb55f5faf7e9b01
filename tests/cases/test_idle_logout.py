"""Half a day without a click ends the session of whoever sees cases, and of nobody else."""

import pytest
from django.test import Client

from cms.cases.admin.idle_logout import IDLE_SECONDS, SEEN, WRITTEN_EVERY
from cms.users import roles
from cms.users.models import User
from tests.factories.cases import worker
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def seen_before(client: Client, seconds: int) -> int:
    """Put the last click of the session so far back; return when that was."""
    session = client.session
    session[SEEN] -= seconds
    session.save()
    return int(session[SEEN])


@pytest.mark.parametrize("role", [roles.SCHOOL_COORDINATORS, roles.ADVISERS])
def test_who_sees_cases_is_logged_out_after_half_a_day(client: Client, role: str) -> None:
    client.force_login(worker("*", role=role))
    assert client.get("/admin/").status_code == 200
    seen_before(client, IDLE_SECONDS - 60)
    assert client.get("/admin/").status_code == 200
    seen_before(client, IDLE_SECONDS + 60)
    answer = client.get("/admin/cases/")
    assert (answer.status_code, answer.url) == (302, "/admin/login/?next=/admin/cases/")
    assert client.session.get("_auth_user_id") is None


def test_each_click_counts_but_not_each_is_written(client: Client) -> None:
    client.force_login(worker("*"))
    client.get("/admin/")
    kept = seen_before(client, WRITTEN_EVERY - 60)
    client.get("/admin/")
    assert client.session[SEEN] == kept
    old = seen_before(client, WRITTEN_EVERY)
    client.get("/admin/")
    assert client.session[SEEN] > old + WRITTEN_EVERY


def test_others_stay_logged_in(client: Client) -> None:
    account: User = UserFactory(role=roles.AUTHORS)
    client.force_login(account)
    client.get("/admin/")
    assert SEEN not in client.session
