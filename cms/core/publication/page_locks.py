"""The order in which rows are locked, so that nobody waits in a circle.

Pages first: a page alone, or several, or one with its versions in other languages, then all of
them at once and by their ids; then what belongs to them (consents, pictures, dates); then the
search index; then jobs; last, at the commit, the content version. Rows of any one table go by
their primary key.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page


def lock_versions(translation_keys: Iterable[UUID]) -> None:
    """Let nobody change pages, in any of their languages, until the transaction ends."""
    lock_rows(Page.objects.filter(translation_key__in=list(translation_keys)))


def lock_tree(page: Page, target: Page | None = None, *, is_deleted: bool = False) -> None:
    """Lock a page with all below it, and the pages whose children are counted anew.

    ``target`` is where the page goes to: a page that it comes below or beside.
    """
    below = Page.objects.filter(path__startswith=page.path)
    paths = {page.path[: -Page.steplen]}
    if target is not None:
        paths |= {target.path, target.path[: -Page.steplen]}
    wanted = Q(translation_key__in=below.values("translation_key")) | Q(path__in=paths)
    lock_rows(Page.objects.filter(wanted), is_deleted=is_deleted)


def lock_rows(found: QuerySet[Any], *, is_deleted: bool = False) -> None:
    """Lock the rows that ``found`` has, by their ids, without loading them.

    Rows that refer to them can be added meanwhile, unless they are to be deleted.
    """
    rows = found.order_by("pk").select_for_update(of=("self",), no_key=not is_deleted)
    list(rows.values_list("pk", flat=True))
