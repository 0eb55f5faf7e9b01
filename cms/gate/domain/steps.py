"""What waits for the legal reviewers."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from cms.core.next_steps import NextStep

from . import roads, validity


def steps(user: Any) -> Iterator[NextStep]:
    """Yield the pages whose legal review ends soon, and to administrators what blocks reviews."""
    if user.is_superuser:
        yield _blocked()
    if not validity.may_review(user):
        return
    count = validity.due_count()
    text = ngettext("page to review legally again", "pages to review legally again", count)
    yield NextStep(count, text, reverse("gate:legal_validity"), "calendar-check", is_urgent=True)


def _blocked() -> NextStep:
    """Tell in words what keeps reviews from ending."""
    found = roads.blocked()
    text = ngettext(
        "review way that does not end: %(problems)s",
        "review ways that do not end: %(problems)s",
        len(found),
    ) % {"problems": " ".join(found)}
    url = reverse("wagtailadmin_workflows:index")
    return NextStep(len(found), text, url, "warning", is_urgent=True)
