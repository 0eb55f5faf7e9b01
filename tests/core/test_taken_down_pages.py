"""What was taken from readers since a copy does not come back to them; the last word counts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from cms.core import erasure_ledger
from tests.factories import ContentPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def began() -> datetime:
    """Return when the copy was taken: before all that a test does."""
    return timezone.now()


@pytest.fixture
def do(django_capture_on_commit_callbacks: Any) -> Callable[[Callable[[], Any]], Any]:
    """Return a function that does something as a transaction of its own."""

    def run(act: Callable[[], Any]) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return run


def restore(page: Page) -> None:
    """Bring back the row of before; no signal says so."""
    Page.objects.filter(pk=page.pk).update(live=True)


def is_live(page: Page) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)


def test_a_page_that_was_unpublished_stays_down(began: datetime, do: Any) -> None:
    page, other = ContentPageFactory(), ContentPageFactory()
    do(page.unpublish)
    restore(page)
    for _twice in range(2):
        erasure_ledger.replay(began)
    assert (is_live(page), is_live(other)) == (False, True)


def test_a_page_that_is_live_again_stays_live(began: datetime, do: Any) -> None:
    page = ContentPageFactory()
    revision = page.save_revision()
    do(page.unpublish)
    do(revision.publish)
    erasure_ledger.replay(began)
    assert is_live(page)


def test_a_page_that_ran_out_and_is_live_again_stays_live(began: datetime, do: Any) -> None:
    page = ContentPageFactory(expire_at=began - timedelta(days=1))
    page.save_revision()
    do(lambda: call_command("publish_scheduled"))
    assert is_live(page) is False
    page.refresh_from_db()
    page.expire_at = None
    do(page.save_revision().publish)
    erasure_ledger.replay(began)
    assert is_live(page)


def test_an_alias_that_is_live_again_with_its_page_stays_live(began: datetime, do: Any) -> None:
    page = ContentPageFactory()
    revision = page.save_revision()
    alias = page.create_alias(parent=page.get_parent(), update_slug="alias")
    do(page.unpublish)
    do(revision.publish)
    assert is_live(alias)
    erasure_ledger.replay(began)
    assert is_live(alias)


def test_the_last_word_counts_within_one_transaction(began: datetime, do: Any) -> None:
    page = ContentPageFactory()
    revision = page.save_revision()
    do(lambda: (page.unpublish(), revision.publish()))
    erasure_ledger.replay(began)
    assert is_live(page)


def test_what_was_restored_and_published_stays_live_at_the_next_restore(
    began: datetime, do: Any
) -> None:
    page = ContentPageFactory()
    revision = page.save_revision()
    do(page.unpublish)
    restore(page)
    do(lambda: erasure_ledger.replay(began))
    do(revision.publish)
    erasure_ledger.replay(began)
    assert is_live(page)


def test_a_page_that_was_deleted_comes_back_as_a_draft(began: datetime, do: Any) -> None:
    page = ContentPageFactory()
    Page.objects.filter(pk=page.pk).update(latest_revision=None, live_revision=None)
    page.refresh_from_db()
    copy = serializers.serialize("json", [Page.objects.get(pk=page.pk), page])
    do(page.delete)
    for row in serializers.deserialize("json", copy):
        row.save()
    assert is_live(page)
    erasure_ledger.replay(began)
    assert is_live(page) is False
