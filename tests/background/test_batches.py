"""Long work: every item once, refusals told, errors tried again, and who may watch."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.users.models import UserProfile

from cms.background.batches import Args, ItemRefusedError, batch_kind, progress, start
from cms.background.batches.executor import MAX_ATTEMPTS, drive, forget_old, restart_stalled
from cms.background.jobs.models import Job
from cms.background.jobs.runner import run_due
from cms.background.models import Batch, BatchItem
from cms.users.models import User
from tests.factories.users import UserFactory

NOT_KEPT = "private, no-store, max-age=0, no-cache, must-revalidate"  # Wagtail adds the rest.
pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

calls: list[tuple[int | str, bool]] = []


@batch_kind("tests.count", label="Counting", titles=lambda rows: [f"No. {r['n']}" for r in rows])
def count(args: Args, owner_id: int | None) -> None:
    """Leave a trace in the database and in memory; 13 is refused, 14 fails."""
    User.objects.filter(pk=owner_id).update(last_name=str(args["n"]))
    calls.append((args["n"], connection.in_atomic_block))
    if args["n"] == 13:
        raise ItemRefusedError(gettext_lazy("Yes"))
    if args["n"] == 14:
        raise RuntimeError("call +48 600 700 800")


@batch_kind("tests.outside", label="Calling", outside=True)
def call(args: Args, owner_id: int | None) -> None:
    calls.append((args["n"], connection.in_atomic_block))


@pytest.fixture
def owner() -> User:
    calls.clear()
    return UserFactory()


def numbers(*chosen: int) -> list[tuple[str, Args]]:
    return [(f"n:{number}", {"n": number}) for number in chosen]


def states(batch: Batch) -> list[tuple[str, str, int]]:
    items = BatchItem.objects.filter(batch=batch).order_by("pk")
    return list(items.values_list("key", "state", "attempts"))


def make_due() -> None:
    """Let what waits for its next attempt be due now."""
    BatchItem.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    Job.objects.update(run_after=timezone.now() - timedelta(seconds=1))


def test_every_item_is_done_once_and_in_order(owner: User) -> None:
    batch = start("tests.count", numbers(1, 2, 3), owner=owner)
    run_due()
    run_due()
    assert [number for number, _atomic in calls] == [1, 2, 3]
    assert states(batch) == [(f"n:{n}", "done", 1) for n in (1, 2, 3)]
    batch.refresh_from_db()
    assert (batch.total, batch.done, batch.failed) == (3, 3, 0)
    assert batch.finished_at is not None


def test_a_key_that_comes_twice_is_one_item(owner: User) -> None:
    batch = start("tests.count", numbers(1, 1), owner=owner)
    assert (batch.total, states(batch)) == (1, [("n:1", "waiting", 0)])


def test_nothing_to_do_is_finished(owner: User) -> None:
    batch = start("tests.count", [], owner=owner)
    assert batch.finished_at is not None
    assert progress.progress(batch).percent == 100


def test_starting_takes_few_queries(owner: User) -> None:
    with CaptureQueriesContext(connection) as few:
        start("tests.count", numbers(*range(20)), owner=owner)
    with CaptureQueriesContext(connection) as many:
        start("tests.count", numbers(*range(100)), owner=owner)
    assert len(many) == len(few)


def test_arguments_that_are_no_identifiers_are_refused(owner: User) -> None:
    with pytest.raises(TypeError):
        start("tests.count", [("n", {"n": "jan.kowalski@example.org"})], owner=owner)
    assert not Batch.objects.exists()


def test_a_refusal_is_final_and_undoes_what_the_item_did(owner: User) -> None:
    UserProfile.objects.create(user=owner, preferred_language="pl")
    batch = start("tests.count", numbers(1, 13), owner=owner)
    run_due()
    assert states(batch) == [("n:1", "done", 1), ("n:13", "failed", 1)]
    owner.refresh_from_db()
    assert owner.last_name == "1"
    assert [(f.title, f.message) for f in progress.failures(batch)] == [("No. 13", "Tak")]


def test_an_error_is_tried_again_then_given_up_without_anybodys_number(owner: User) -> None:
    batch = start("tests.count", numbers(14, 15), owner=owner)
    run_due()
    assert states(batch) == [("n:14", "waiting", 1), ("n:15", "done", 1)]
    for _attempt in range(MAX_ATTEMPTS):
        make_due()
        run_due()
    assert states(batch) == [("n:14", "failed", MAX_ATTEMPTS), ("n:15", "done", 1)]
    assert [f.message for f in progress.failures(batch)] == ["RuntimeError: call …"]
    batch.refresh_from_db()
    assert batch.finished_at is not None


def test_an_item_that_ends_its_process_each_time_is_given_up(owner: User) -> None:
    batch = start("tests.count", numbers(1), owner=owner)
    BatchItem.objects.update(attempts=MAX_ATTEMPTS)
    drive(batch.pk)
    assert (calls, states(batch)) == ([], [("n:1", "failed", MAX_ATTEMPTS)])


@pytest.mark.django_db(transaction=True)
def test_database_work_is_in_a_transaction_and_calls_outside_are_not(owner: User) -> None:
    drive(start("tests.count", numbers(1), owner=owner).pk)
    drive(start("tests.outside", numbers(2), owner=owner).pk)
    assert calls == [(1, True), (2, False)]


def test_cancelling_leaves_the_rest_undone(owner: User) -> None:
    batch = start("tests.count", numbers(1, 2), owner=owner)
    assert progress.cancel(batch) == 2
    run_due()
    assert calls == []
    assert states(batch) == [("n:1", "cancelled", 0), ("n:2", "cancelled", 0)]
    batch.refresh_from_db()
    assert None not in {batch.cancelled_at, batch.finished_at}


def test_what_failed_can_be_tried_again(owner: User) -> None:
    batch = start("tests.count", numbers(1, 13), owner=owner)
    run_due()
    assert progress.retry_failed(batch) == 1
    run_due()
    assert [number for number, _atomic in calls] == [1, 13, 13]
    batch.refresh_from_db()
    assert (batch.done, batch.failed, batch.finished_at is not None) == (1, 1, True)


def test_a_batch_whose_job_is_lost_goes_on(owner: User) -> None:
    batch = start("tests.count", numbers(1), owner=owner)
    Job.objects.all().delete()
    restart_stalled()
    assert not Job.objects.exists()
    Batch.objects.update(touched_at=timezone.now() - timedelta(minutes=5))
    restart_stalled()
    run_due()
    assert states(batch) == [("n:1", "done", 1)]


def test_what_was_finished_long_ago_is_forgotten(owner: User) -> None:
    old, new = (start("tests.count", [], owner=owner) for _number in range(2))
    Batch.objects.filter(pk=old.pk).update(finished_at=timezone.now() - timedelta(days=31))
    forget_old()
    assert list(Batch.objects.values_list("pk", flat=True)) == [new.pk]


class TestPages:
    """Progress in the admin."""

    @pytest.fixture
    def batch(self, owner: User) -> Batch:
        return start("tests.count", numbers(1, 2, 13), owner=owner)

    def client_of(self, user: Any) -> Client:
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(user)
        return client

    @pytest.fixture
    def mine(self, batch: Batch) -> Client:
        User.objects.filter(pk=batch.owner_id).update(is_superuser=True)
        return self.client_of(User.objects.get(pk=batch.owner_id))

    def test_the_state_tells_the_numbers(self, batch: Batch, mine: Client) -> None:
        batch_state = mine.get(reverse("batches:state", args=[batch.pk]))
        run_due()
        later = mine.get(reverse("batches:state", args=[batch.pk])).json()
        assert batch_state.json()["percent"] == 0
        assert batch_state["Cache-Control"] == NOT_KEPT
        del later["text"]
        assert later == {
            "total": 3, "done": 2, "failed": 1, "cancelled": 0, "percent": 100, "is_finished": True
        }  # fmt: skip

    def test_the_page_shows_bar_and_reasons_and_the_list_leads_to_it(
        self, batch: Batch, mine: Client
    ) -> None:
        running = mine.get(reverse("batches:progress", args=[batch.pk])).content.decode()
        assert 'max="100" value="0"' in running
        run_due()
        address = reverse("batches:progress", args=[batch.pk])
        finished = mine.get(address).content.decode()
        assert "No. 13" in finished
        assert "data-batch-state" not in finished
        assert address in mine.get(reverse("batches:index")).content.decode()

    def test_cancel_and_retry_by_the_buttons(self, batch: Batch, mine: Client) -> None:
        drive(batch.pk)
        mine.post(reverse("batches:retry", args=[batch.pk]))
        assert states(batch)[2] == ("n:13", "waiting", 0)
        mine.post(reverse("batches:cancel", args=[batch.pk]))
        assert states(batch)[2] == ("n:13", "cancelled", 0)

    @pytest.mark.parametrize("name", ["progress", "state", "cancel", "retry"])
    def test_nobody_else_finds_it(self, batch: Batch, name: str) -> None:
        from django.contrib.auth.models import Group

        other = UserFactory()
        other.groups.set(Group.objects.filter(permissions__codename="access_admin")[:1])
        send = Client.post if name in {"cancel", "retry"} else Client.get
        answer = send(self.client_of(other), reverse(f"batches:{name}", args=[batch.pk]))
        assert answer.status_code == 404
        assert [state for _key, state, _attempts in states(batch)] == ["waiting"] * 3
