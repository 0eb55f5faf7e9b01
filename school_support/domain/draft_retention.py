"""Requests that nobody sent, and the files that came with them, go after a while."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from cms.cases.domain import files
from cms.cases.domain.personal_data import Source
from cms.cases.models import CaseFile
from cms.cases.rules.email_addresses import normalised
from school_support.models import RequestDraft


def forget_drafts(now: datetime | None = None) -> int:
    """Delete drafts ``REQUEST_DRAFT_DAYS`` after their last change; return how many.

    Files go with them, also those whose draft is gone already. What was sent is a case, and stays.
    """
    limit = (now or timezone.now()) - timedelta(days=settings.REQUEST_DRAFT_DAYS)
    done = _delete(RequestDraft.objects.filter(changed_at__lt=limit))
    known = RequestDraft.objects.values("pk")
    lost = CaseFile.objects.filter(draft_id__isnull=False, created_at__lt=limit)
    for file in lost.exclude(draft_id__in=known):
        files.remove(file)
    return done


@transaction.atomic
def _delete(drafts: QuerySet[RequestDraft]) -> int:
    ids = list(drafts.values_list("pk", flat=True))
    for file in CaseFile.objects.filter(draft_id__in=ids):
        files.remove(file)
    RequestDraft.objects.filter(pk__in=ids).delete()
    return len(ids)


def _typed() -> Iterator[tuple[UUID, str]]:
    """Yield the key of each draft and the address that was typed in it."""
    typed = RequestDraft.objects.values_list("pk", "answers__contact__email").iterator()
    return ((pk, text) for pk, text in typed if isinstance(text, str))


def _addresses() -> set[str]:
    return {text for _pk, text in _typed()}


def _of(email: str) -> QuerySet[RequestDraft]:
    """Return the drafts in which an address was typed, with blanks and capitals or not."""
    same = [pk for pk, text in _typed() if normalised(text) == email]
    return RequestDraft.objects.filter(pk__in=same)


def _export(email: str) -> list[dict[str, Any]]:
    return [
        {"changed_at": draft.changed_at.isoformat(), "answers": draft.answers}
        for draft in _of(email)
    ]


def _erase(email: str) -> int:
    return _delete(_of(email))


def _named(count: int) -> str:
    return ngettext(
        "%(count)s request that was not sent yet",
        "%(count)s requests that were not sent yet",
        count,
    ) % {"count": count}


# Drafts of a person, by the address that was typed in.
DRAFTS: Final = Source(export=_export, erase=_erase, named=_named, addresses=_addresses)
