"""The order in which rows are locked, so that nobody waits in a circle.

Pages first, by their ids; then what belongs to them (consents, dates, the index); then jobs; last,
at the commit, the content version. Rows of one table go by their primary key.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page


def lock_versions(translation_keys: Iterable[UUID]) -> None:
    """Let nobody change pages, in any of their languages, until the transaction ends."""
    lock_rows(Page.objects.filter(translation_key__in=list(translation_keys)))


def lock_rows(found: QuerySet[Any]) -> None:
    """Lock the rows that ``found`` has, by their ids, without loading them."""
    list(found.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
