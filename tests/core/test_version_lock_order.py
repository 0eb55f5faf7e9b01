"""Nobody waits for the content version while they hold it back from others."""

from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page

from cms.content.stories.domain import withdrawal
from cms.content.stories.models import Consent
from cms.core import content_version
from cms.translation.releases.domain.joint_publication import publish_together
from cms.translation.releases.domain.release_items import latest
from cms.users import roles
from events.domain import occurrences, registrations
from events.models import Occurrence
from tests.factories import ContentPageFactory, UserFactory
from tests.factories.events import add_series, open_group, sign_up
from tests.factories.stories import StoryPageFactory
from tests.interleavings import Participant, failures
from tests.translation.base.translation_steps import fresh
from tests.translation.releases.release_helpers import drafted

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgresql(only=True),  # SQLite has one writer at a time: no two can meet.
]


def release(pages: list[Page]) -> None:
    """Publish the newest texts of ``pages`` together, in one transaction."""
    user: Any = UserFactory(role=roles.PUBLISHERS)
    publish_together(latest(pages), [], user=user)


def test_a_date_is_moved_while_its_group_is_cancelled() -> None:
    group = open_group()
    add_series(group)
    sign_up(group)
    date = Occurrence.objects.get()

    def move() -> None:
        occurrences.move_date(date.pk, date.starts_at, date.ends_at, by=None)

    def cancel() -> None:
        registrations.cancel_group(group.pk, by=None)

    assert failures(move, cancel) == []


def test_a_release_of_a_page_and_a_story_meets_a_withdrawal() -> None:
    pages = [drafted(ContentPageFactory(), title="A"), drafted(StoryPageFactory(), title="B")]
    consent = Consent.objects.get(translation_key=pages[1].translation_key, kind="data")

    def publish() -> None:
        release(pages)

    def withdraw() -> None:
        withdrawal.withdraw(consent, user=None)

    assert failures(publish, withdraw) == []


def test_a_page_is_published_while_a_release_of_many_is_open() -> None:
    pages = [drafted(ContentPageFactory(), title="A") for _ in range(5)]
    other = drafted(ContentPageFactory(), title="B")
    before = content_version.read()
    publication = Participant(other.latest_revision.publish, commits=True)
    with transaction.atomic():
        release(pages)
        publication.start()
        assert publication.goes_as_far_as_it_can()
        assert fresh(other).title == "B"
    assert (publication.error, content_version.read()) == (None, before + 2)
