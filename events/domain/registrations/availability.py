"""How many places there are, and how many are free."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from events.enums import RegistrationState
from events.models import Places


@dataclass(frozen=True, slots=True)
class Availability:
    """A group's places; ``waiting`` counts the places that people wait for.

    ``ahead`` leaves out those whom the organiser lets smaller ones pass.
    """

    capacity: int
    taken: int
    waiting: int
    ahead: int

    @property
    def free(self) -> int:
        """How many nobody has and nobody was offered."""
        return self.capacity - self.taken

    @property
    def is_full(self) -> bool:
        """Whether whoever comes now has to wait."""
        return self.free <= 0 or self.ahead > 0


def availability_of(group_ids: Iterable[int]) -> dict[int, Availability]:
    """Return the places of groups by their ids; one query."""
    waits = Q(group__registrations__state=RegistrationState.WAITING)
    ahead = waits & Q(group__registrations__is_passed_over=False)
    rows = Places.objects.filter(pk__in=list(group_ids)).annotate(
        waiting=Coalesce(Sum("group__registrations__size", filter=waits), 0),
        ahead=Coalesce(Sum("group__registrations__size", filter=ahead), 0),
    )
    columns = ("pk", "capacity", "taken", "waiting", "ahead")
    return {pk: Availability(*numbers) for pk, *numbers in rows.values_list(*columns)}
