"""How long personal data of cases is kept: contact data, then texts and files; numbers stay."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from cms.cases.enums import Action, Voice
from cms.cases.models import Appointment, Case, CaseFile, Message
from cms.core import access_tokens
from cms.users.models import User

from .audit_log import locked, log
from .case_types import case_type_of
from .files import forget_content

logger = logging.getLogger(__name__)

# Emptied ``CASE_CONTACT_DAYS`` after closing.
CONTACT: Final = ("contact_name", "contact_role", "email", "phone")
# Emptied ``CASE_TEXT_DAYS`` after closing, by model; and what a kind's ``delete_texts`` empties.
TEXTS: Final = {
    "Case": ("rating_comment",),
    "Message": ("text",),
    "CaseFile": ("name", "content"),
    "Appointment": ("place",),
}


@dataclass(frozen=True, slots=True)
class Deleted:
    """How many cases lost contact data, and how many their texts."""

    contacts: int
    texts: int


def due_contacts(now: datetime | None = None) -> QuerySet[Case]:
    """Return the cases whose contact data has been kept long enough.

    A case that was joined with another is over when that one is; one that was opened again counts
    from when it was closed last, and what a sender writes after the end begins it anew.
    """
    return _due("contact_deleted_at", settings.CASE_CONTACT_DAYS, now)


def due_texts(now: datetime | None = None) -> QuerySet[Case]:
    """Return the cases whose texts and files have been kept long enough, as above."""
    return _due("texts_deleted_at", settings.CASE_TEXT_DAYS, now)


def delete_due(
    now: datetime | None = None, *, dry_run: bool = False, limit: int | None = None
) -> Deleted:
    """Delete what is due, of ``limit`` cases at most; or only count it.

    Each case has a transaction of its own: call outside any. One that cannot be done is named in
    the log, and keeps nobody else's data from going.
    """
    texts = due_texts(now)
    # Contact data goes with the texts where both are due, and is counted once.
    alone = due_contacts(now).exclude(pk__in=list(texts.values_list("pk", flat=True)))
    if dry_run:
        return Deleted(alone.count(), texts.count())
    done = _each(texts, forget_texts, limit, now)
    return Deleted(_each(due_contacts(now), forget_contact, limit, now), done)


@transaction.atomic
def forget_contact(case_id: UUID, *, by: User | None = None, now: datetime | None = None) -> None:
    """Empty who asked: contact data, log."""
    case = locked(case_id)
    _empty_contact(case, now or timezone.now())
    log(case, Action.ANONYMISED, by=by, what="contact")


@transaction.atomic
def forget_texts(case_id: UUID, *, by: User | None = None, now: datetime | None = None) -> None:
    """Empty what was said, and who asked if that is still there.

    In order: contact data, messages and notes, files, places of appointments, the comment on the
    rating, what the kind itself keeps; the private link leads nowhere any more; log.
    """
    case, now = locked(case_id), now or timezone.now()
    _empty_contact(case, now)
    _empty_messages(case)
    Appointment.objects.filter(case=case).update(place="")
    case_type_of(case.kind).delete_texts(case)
    case.rating_comment, case.texts_deleted_at, case.unanswered_since = "", now, None
    # Of nothing anybody has: the old link finds nothing any more.
    case.token_digest = access_tokens.digest(f"anonymised:{case.pk}")
    case.save(
        update_fields=["rating_comment", "texts_deleted_at", "token_digest", "unanswered_since"]
    )
    log(case, Action.ANONYMISED, by=by, what="texts")


def over_since() -> QuerySet[Any]:
    """Return the cases that are over, each with ``over_at``: its end, or what was written later."""
    ends = Coalesce("merged_into__closed_at", "closed_at")
    is_open = Q(closed_at=None) | Q(merged_into__isnull=False, merged_into__closed_at=None)
    group = Q(case=OuterRef("root")) | Q(case__merged_into=OuterRef("root"))
    heard = Message.objects.filter(group, voice=Voice.SENDER).order_by("-created_at")
    last = Coalesce(Subquery(heard.values("created_at")[:1]), ends)
    found = Case.objects.exclude(is_open).annotate(root=Coalesce("merged_into_id", "pk"))
    return found.annotate(over_at=Greatest(ends, last))


def kept_until(case: Case) -> date | None:
    """Return the day in Warsaw on which the texts of a case go; None while it is open."""
    over = over_since().filter(pk=case.pk).values_list("over_at", flat=True).first()
    return over and timezone.localdate(over + timedelta(days=settings.CASE_TEXT_DAYS))


def _due(done: str, days: int, now: datetime | None) -> QuerySet[Case]:
    limit = (now or timezone.now()) - timedelta(days=days)
    left = Q(**{done: None}) | Q(**{f"{done}__lt": F("over_at")})
    return over_since().filter(left, over_at__lt=limit).order_by("over_at", "pk")


def _each(
    cases: QuerySet[Case], forget: Callable[..., None], limit: int | None, now: datetime | None
) -> int:
    ids: Iterable[UUID] = list(cases.values_list("pk", flat=True)[:limit])
    done = 0
    for case_id in ids:
        try:
            with transaction.atomic():
                locked(case_id)
                if cases.filter(pk=case_id).exists():  # It may have been opened again meanwhile.
                    forget(case_id, now=now)
                    done += 1
        except Exception:  # Whatever a kind's own part raises.
            logger.exception("Personal data of case %s could not be deleted", case_id)
    return done


def _empty_contact(case: Case, now: datetime) -> None:
    for name in CONTACT:
        setattr(case, name, "")
    case.contact_deleted_at = now
    case.save(update_fields=[*CONTACT, "contact_deleted_at"])


def _empty_messages(case: Case) -> None:
    """Empty what was said in the case, but for what others still read; and what only it still read.

    What staff said to several senders goes with the last of them.
    """
    living = Case.objects.filter(texts_deleted_at=None).exclude(pk=case.pk)
    read = Message.readers.through.objects
    kept = read.filter(case__in=living).values("message")
    last = read.filter(case=case).exclude(message__case__in=living).values("message")
    said = Message.objects.filter(Q(case=case) | Q(pk__in=last)).exclude(pk__in=kept)
    ids = list(said.values_list("pk", flat=True))
    Message.objects.filter(pk__in=ids).update(text="")
    _empty_files(CaseFile.objects.filter(Q(case=case, message=None) | Q(message__in=ids)))


def _empty_files(found: QuerySet[CaseFile]) -> None:
    """Empty the rows, and delete what is stored once that is certain."""
    files = list(found.exclude(content=""))
    found.update(name="", content="")
    for file in files:
        transaction.on_commit(partial(forget_content, file))
