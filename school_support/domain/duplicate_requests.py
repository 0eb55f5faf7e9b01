"""Whether a school asked for something alike just now."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from cms.cases.models import Case

RECENTLY: Final = timedelta(days=30)


def duplicate_requests_of(rspo: str, kinds: Collection[UUID]) -> Case | None:
    """Return the latest case of a school of the register with one of the kinds, of 30 days."""
    if not rspo or not kinds:
        return None
    found = Case.objects.filter(
        support_request__school__rspo=rspo,
        support_request__kinds__kind_key__in=list(kinds),
        received_at__gte=timezone.now() - RECENTLY,
        merged_into=None,
    )
    return found.order_by("-received_at").first()
