"""The order in which the queue hands out its messages: what people wait for overtakes bulk work."""

from datetime import timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django_q.brokers.orm import ORM
from django_q.models import OrmQ

# Bulk work is not put off for ever: after this long its message has its turn like any other.
HEAD_START: Final = timedelta(hours=1)


class Broker(ORM):
    """The queue's table, read in the order of ``lock``: the time (UTC) a message waits since."""

    @staticmethod
    def get_connection(list_key: str | None = None) -> QuerySet[OrmQ]:
        """Return the messages, those first that have waited longest."""
        rows: QuerySet[OrmQ] = ORM.get_connection(list_key).order_by("lock", "pk")
        return rows


class PriorityBroker(Broker):
    """Adds messages as if they had waited for an hour already."""

    def enqueue(self, task: str) -> int:
        """Add a signed message; return its id."""
        since = timezone.now() - HEAD_START
        message = self.get_connection().create(key=self.list_key, payload=task, lock=since)
        return int(message.pk)
