"""Pages that were unpublished or deleted stay away from readers when an older copy is restored.

Both are written down, and so is a page's publication after it: the last word counts. A restore
unpublishes again and deletes nothing: what a deleted page said comes back as a draft, for people
to delete once more. Nothing is published by it.

Written when it is done: an urgent taking down does not wait for the storage of the ledger.
"""

from functools import partial
from typing import Final

from django.db import transaction
from wagtail.models import Page, PageLogEntry
from wagtail.signals import page_published, page_unpublished

from cms.core import erasure_ledger

LEDGER: Final = "core.page_taken_down"
_TAKEN: Final = "wagtail.unpublish"  # Also of what a schedule has done: ``….scheduled``.


def connect() -> None:
    """Write down what is taken from readers; called once, when the application is ready."""
    erasure_ledger.register(LEDGER, take_down_again)
    page_unpublished.connect(_on_taken, dispatch_uid=LEDGER)  # Deleting sends it too.
    page_published.connect(_on_published, dispatch_uid=LEDGER)


def take_down_again(facts: erasure_ledger.Facts) -> None:
    """Unpublish a page of restored data, if it is live there; its history says so."""
    page = Page.objects.filter(pk=facts["page"], live=True).first()
    if page is not None:
        page.specific.unpublish()


def _on_taken(instance: Page, **_kwargs: object) -> None:
    write = partial(erasure_ledger.record, LEDGER, page=str(instance.pk))
    transaction.on_commit(write, robust=True)


def _on_published(instance: Page, **_kwargs: object) -> None:
    """Note that a page is live again; most pages have never been taken down."""
    if _may_have_been_taken(instance):
        write = partial(erasure_ledger.record_undone, LEDGER, page=str(instance.pk))
        transaction.on_commit(write, robust=True)


def _may_have_been_taken(page: Page) -> bool:
    """Tell whether a page was taken down, by hand or by its date; of aliases no log is kept."""
    if page.alias_of_id is not None:
        return True
    taken = PageLogEntry.objects.filter(page=page.pk, action__startswith=_TAKEN)
    return bool(taken.exists())
