"""Failed jobs in the admin: who sees them, who may retry, and what is written down."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.background.jobs.enums import Status
from cms.background.jobs.models import Job
from cms.background.jobs.states import MAX_ATTEMPTS
from tests.background.jobs.rows import a_job
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

LIST, RETRY = "/admin/reports/jobs/", "/admin/reports/jobs/retry/"


@pytest.fixture(autouse=True)
def nothing_waits(db: None) -> None:
    Job.objects.all().delete()


def client_with(*codenames: str, administrator: bool = False) -> Client:
    """Log somebody in who may open the admin and has the rights named."""
    user = UserFactory(administrator=administrator)
    rights = ["access_admin", *codenames]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


def dead(**values: object) -> Job:
    error = "ConnectionError: no answer"
    return a_job(status=Status.DEAD, attempts=MAX_ATTEMPTS, last_error=error, **values)


def listed(client: Client, query: str = "") -> list[Job]:
    return list(client.get(f"{LIST}{query}").context["object_list"])


def test_it_lists_what_failed_and_with_a_choice_what_is_chosen() -> None:
    client = client_with(administrator=True)
    failed = dead()
    failing = a_job(attempts=2, last_error="RuntimeError: no")
    a_job()
    done = a_job(status=Status.DONE)
    assert listed(client) == [failing, failed]
    assert listed(client, "?status=dead") == [failed]
    assert listed(client, "?status=done") == [done]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_two_queries_however_long(count: int) -> None:
    """One counts for the pages, one reads; what the admin's frame asks is not ours."""
    client = client_with(administrator=True)
    for _number in range(count):
        dead()
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert sum('FROM "jobs_job"' in query["sql"] for query in queries) == 2


def test_it_shows_name_attempts_and_error_and_says_so_when_nothing_failed() -> None:
    client = client_with(administrator=True)
    assert "Żadne zadanie nie zakończyło się błędem." in client.get(LIST).text
    job = dead(key="number:1")
    text = client.get(LIST).text
    shown = [part for part in (job.name, "number:1", "ConnectionError: no answer") if part in text]
    assert shown == [job.name, "number:1", "ConnectionError: no answer"]
    assert text.count(f'value="{job.pk}"') == 2


def test_one_several_and_all_are_retried_and_each_is_logged() -> None:
    client = client_with(administrator=True)
    jobs = [dead() for _number in range(4)]
    client.post(RETRY, {"job": str(jobs[0].pk)})
    assert statuses(jobs) == ["queued", "dead", "dead", "dead"]
    client.post(RETRY, {"job": [str(jobs[1].pk), str(jobs[2].pk), "not an id"]})
    assert statuses(jobs) == ["queued", "queued", "queued", "dead"]
    answer = client.post(RETRY, {"all": "1"})
    assert (answer.status_code, answer.url) == (302, LIST)
    assert statuses(jobs) == ["queued"] * 4
    entries = ModelLogEntry.objects.filter(action="jobs.retry").order_by("timestamp")
    assert [entry.object_id for entry in entries] == [str(job.pk) for job in jobs]
    assert {entry.user_id for entry in entries} == {int(client.session["_auth_user_id"])}


def statuses(jobs: list[Job]) -> list[str]:
    return [Job.objects.get(pk=job.pk).status for job in jobs]


def test_a_get_retries_nothing() -> None:
    job = dead()
    answer = client_with(administrator=True).get(RETRY, {"job": str(job.pk)})
    assert (answer.status_code, statuses([job])) == (405, ["dead"])


def test_who_may_see_may_not_retry() -> None:
    job = dead()
    client = client_with("view_job")
    page = client.get(LIST)
    assert (page.status_code, str(job.pk) in page.text) == (200, False)
    answer = client.post(RETRY, {"job": str(job.pk)})
    assert (answer.url, statuses([job])) == (reverse("wagtailadmin_home"), ["dead"])


def test_who_may_retry_may_see() -> None:
    job = dead()
    client = client_with("retry_job")
    assert listed(client) == [job]
    client.post(RETRY, {"job": str(job.pk)})
    assert statuses([job]) == ["queued"]


def test_others_see_neither_page_nor_menu_item() -> None:
    client = client_with()
    assert client.get(LIST).url == reverse("wagtailadmin_home")
    assert LIST not in client.get(reverse("wagtailadmin_home")).text
    shown = client_with("view_job").get(reverse("wagtailadmin_home")).text
    assert LIST in shown


def test_nobody_without_a_log_in_gets_in() -> None:
    job = dead()
    for answer in (Client().get(LIST), Client().post(RETRY, {"job": str(job.pk)})):
        assert answer.url.startswith("/admin/login/")
    assert statuses([job]) == ["dead"]
