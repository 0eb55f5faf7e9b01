"""What is live of a source page in its languages: noted, and compared with what was noted."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

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


def keep_live_text(page: Any) -> int:
    """Give a live page without a revision one of the text that it has; return the revision's id.

    It is dated before every other, so no draft loses its place to it.
    """
    page = page.specific
    first = page.revisions.order_by("created_at").values_list("created_at", flat=True).first()
    at = min(filter(None, [first, page.last_published_at, page.first_published_at]), default=None)
    revision = Revision(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
        created_at=(at or timezone.now()) - timedelta(milliseconds=1),
    )
    revision.save()
    Page.objects.filter(pk=page.pk).update(live_revision=revision)
    pk: int = revision.pk
    return pk
