"""What is live of a source page in its languages: noted, and compared with what was noted."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, PageLogEntry

Live = dict[str, int | None]


def live_now(page: Any, codes: Iterable[str]) -> Live:
    """Return the ids of the live revisions of ``page`` by language code.

    ``codes`` are the languages wanted besides the page's own. What is not live is left out; None
    stands for a page that is live without a revision. One query.
    """
    wanted = {page.locale.language_code, *codes}
    found = Page.objects.filter(
        translation_key=page.translation_key, locale__language_code__in=wanted, live=True
    )
    return dict(found.values_list("locale__language_code", "live_revision_id"))


def lock(pages: Iterable[Any]) -> None:
    """Let nobody change the rows of ``pages`` and of their translations until the transaction ends.

    They are locked in the order of their ids, as everywhere.
    """
    keys = [page.translation_key for page in pages]
    found: QuerySet[Any] = Page.objects.filter(translation_key__in=keys)
    list(found.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))


def last_act(page: Any) -> PageLogEntry | None:
    """Return the log's last word on publishing or unpublishing ``page``, with who did it."""
    found = PageLogEntry.objects.filter(
        page_id=page.pk, action__in=("wagtail.publish", "wagtail.unpublish")
    )
    return found.select_related("user").order_by("-timestamp", "-pk").first()
