"""How many places there are, and how many are free."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from events.enums import RegistrationState
from events.models import Places


@dataclass(frozen=True, slots=True)
class Standing:
    """A group's places; ``waiting`` counts the places that people wait for."""

    capacity: int
    taken: int
    waiting: int

    @property
    def free(self) -> int:
        """How many nobody has and nobody was offered."""
        return self.capacity - self.taken

    @property
    def is_full(self) -> bool:
        """Whether whoever comes now has to wait."""
        return self.free <= 0 or self.waiting > 0


def free_places(group_ids: Iterable[int]) -> dict[int, Standing]:
    """Return the places of groups by their ids; one query."""
    waits = Q(group__registrations__state=RegistrationState.WAITING)
    rows = Places.objects.filter(pk__in=list(group_ids)).annotate(
        waiting=Sum("group__registrations__size", filter=waits)
    )
    return {
        pk: Standing(capacity, taken, waiting or 0)
        for pk, capacity, taken, waiting in rows.values_list("pk", "capacity", "taken", "waiting")
    }
