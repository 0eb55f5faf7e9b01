"""Editors, the job and mirrors at the same moment, on connections of their own."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from cms.core import content_version
from cms.delivery import changes
from cms.delivery.changes import walk
from tests.delivery.api import read
from tests.delivery.mirror import Mirror, site_pages
from tests.factories import ContentPageFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql(only=True)]
PATIENCE = 60


def beside(work: Callable[[], Any]) -> threading.Thread:
    """Do something on another connection."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_change_that_commits_late_gets_no_version_that_a_mirror_has_passed() -> None:
    late, early = ContentPageFactory(), ContentPageFactory()
    changes.catch_up()
    mirror = Mirror()
    mirror.read_all()
    written, may_commit = threading.Event(), threading.Event()

    def change_late() -> None:
        with transaction.atomic():
            late.title = "Późno"
            late.save()
            written.set()
            assert may_commit.wait(PATIENCE)

    thread = beside(change_late)
    assert written.wait(PATIENCE)
    early.title = "Wcześnie"
    early.save()
    changes.catch_up()
    mirror.read_all()
    passed = mirror.since
    assert passed == content_version.read()
    may_commit.set()
    thread.join(PATIENCE)
    changes.catch_up()
    assert {item["key"] for item in read(f"changes/?since={passed}&limit=500")["items"]} >= {
        f"page/{late.pk}/pl"
    }
    mirror.read_all()
    assert mirror.pages() == site_pages()


def test_a_page_taken_down_while_the_job_writes_is_not_put_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = ContentPageFactory()
    changes.catch_up()
    since = read("changes/?limit=1")["meta"]["content_version"]
    page.title = "Nowy tytuł"
    page.save_revision().publish()
    compare = walk.compare

    def take_down_first(*args: Any) -> None:
        page.refresh_from_db()
        if page.live:
            page.unpublish()
        compare(*args)

    def items_first(*args: Any) -> list[Any]:
        return list(items_of(*args))

    items_of = walk.pages.items_of
    monkeypatch.setattr(walk.pages, "items_of", items_first)
    monkeypatch.setattr(walk, "compare", take_down_first)
    changes.catch_up()
    told = read(f"changes/?since={since}&limit=500")["items"]
    states = {item["change"] for item in told if item["id"] == page.pk and item["kind"] == "page"}
    assert states == {"removed"}


def test_unpublishing_and_the_job_never_wait_for_each_other_in_a_circle() -> None:
    pages = [ContentPageFactory() for _ in range(6)]
    changes.catch_up()
    faults: list[BaseException] = []

    def guarded(work: Callable[[], Any]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except BaseException as fault:  # noqa: BLE001  Told by the test.
                faults.append(fault)

        return run

    def take_down(some: list[Any]) -> None:
        with transaction.atomic():
            for page in some:
                page.unpublish()

    threads = [
        beside(guarded(lambda: take_down(pages[:3]))),
        beside(guarded(lambda: take_down(pages[:2:-1]))),
        beside(guarded(changes.catch_up)),
    ]
    for thread in threads:
        thread.join(PATIENCE)
    assert faults == []
    while changes.is_due():
        changes.catch_up()
    mirror = Mirror()
    mirror.read_all()
    assert mirror.pages() == site_pages()
