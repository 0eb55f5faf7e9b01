"""What is live of a source page in its languages: noted, and compared with what was noted."""

from collections.abc import Iterable
from typing import Any

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


def last_act(page: Any) -> PageLogEntry | None:
    """Return the log's last word on publishing or unpublishing ``page``, with who did it."""
    found = PageLogEntry.objects.filter(
        page_id=page.pk, action__in=("wagtail.publish", "wagtail.unpublish")
    )
    return found.select_related("user").order_by("-timestamp", "-pk").first()
