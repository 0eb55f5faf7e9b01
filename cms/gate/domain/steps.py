"""What waits for the legal reviewers."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from cms.core.next_steps import NextStep

from . import validity


def steps(user: Any) -> Iterator[NextStep]:
    """Yield the pages whose legal review ends soon, to those who may renew it."""
    if not validity.may_review(user):
        return
    count = validity.due_count()
    text = ngettext("page to review legally again", "pages to review legally again", count)
    yield NextStep(count, text, reverse("gate:legal_validity"), "calendar-check", is_urgent=True)
