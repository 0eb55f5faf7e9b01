"""Somebody publishes while somebody else withdraws: the story is not public afterwards."""

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connection, transaction

from cms.content.stories.domain import withdrawal
from cms.content.stories.models import Consent
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.users.models import User
from tests.factories import UserFactory
from tests.factories.stories import StoryPageFactory
from tests.translation.base.translation_steps import fresh

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.postgresql(only=True),  # SQLite has one writer at a time: the two cannot meet.
]
MEANWHILE = 1.0  # Seconds in which the second would have finished, were it not waiting.


def both(first: Callable[[], None], second: Callable[[], None]) -> None:
    """Run ``second`` after ``first`` has done its work and before it commits."""
    done = threading.Event()

    def run_first() -> None:
        with transaction.atomic():
            first()
            done.set()
            other.join(MEANWHILE)
        connection.close()

    def run_second() -> None:
        done.wait()
        with suppress(PublicationRefusedError):
            second()
        connection.close()

    one, other = threading.Thread(target=run_first), threading.Thread(target=run_second)
    one.start()
    other.start()
    one.join()
    other.join()


@pytest.mark.parametrize("publishes_first", [True, False])
def test_the_withdrawal_wins(publishes_first: bool) -> None:
    story = StoryPageFactory(draft=True)
    user: User = UserFactory(administrator=True)
    consent = Consent.objects.of(story.translation_key).get(kind="data")

    def publish() -> None:
        story.latest_revision.publish()

    def withdraw() -> None:
        withdrawal.withdraw(consent, user=user)

    both(*((publish, withdraw) if publishes_first else (withdraw, publish)))
    assert fresh(story).live is False
    assert Consent.objects.of(story.translation_key).in_force().filter(kind="data").count() == 0
