"""Nobody waits for the content version while they hold it back from others."""

from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page

from cms.core import content_version
from cms.translation.releases.domain.joint_publication import publish_together
from cms.translation.releases.domain.release_items import latest
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.interleavings import Participant
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
