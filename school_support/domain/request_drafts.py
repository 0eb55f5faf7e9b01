"""Requests that are still being written: kept as typed, found by a private link."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import orjson
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.cases.domain import files
from cms.cases.models import Case
from cms.core import access_tokens
from school_support.models import RequestDraft

from .submission import send_request

PURPOSE: Final = "school-request-draft"


class ChangedError(Exception):
    """A page of the form was changed by somebody else since it was shown."""


def version_of(draft: RequestDraft, step: str) -> str:
    """Return by what a page of the form is known as it is kept now."""
    kept = orjson.dumps(draft.answers.get(step), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(kept).hexdigest()[:16]


def start(locale: str, draft_id: UUID) -> RequestDraft:
    """Begin a request in a language."""
    now = timezone.now()
    digest = access_tokens.digest(access_tokens.derive(PURPOSE, draft_id))
    return RequestDraft.objects.create(
        id=draft_id, token_digest=digest, locale=locale, created_at=now, changed_at=now
    )


def find(token: str) -> RequestDraft | None:
    """Return the draft of a private link that has not expired."""
    if not access_tokens.is_token(token):
        return None
    digest = access_tokens.digest(token)
    draft = RequestDraft.objects.select_related("case").filter(token_digest=digest).first()
    return draft if draft and expires_at(draft) > timezone.now() else None


def resume_url(draft: RequestDraft) -> str:
    """Return the address under which the form goes on."""
    token = access_tokens.token_of(PURPOSE, draft.pk, draft.token_digest)
    if token is None:  # The secret key it was made with is forgotten: the old link has ended.
        token = access_tokens.derive(PURPOSE, draft.pk)
        draft.token_digest = access_tokens.digest(token)
        draft.save(update_fields=["token_digest"])
    return f"{settings.SITE_URL}/{draft.locale}/schools/request/{token}/"


def expires_at(draft: RequestDraft) -> datetime:
    """Return when the draft is deleted."""
    return draft.changed_at + timedelta(days=settings.REQUEST_DRAFT_DAYS)


@transaction.atomic
def put(
    draft: RequestDraft, step: str, typed: dict[str, Any], *, seen: str | None = None
) -> RequestDraft:
    """Keep what was typed on a page, right or wrong; nothing once it was sent.

    ``seen`` is the version of the page that was filled in. Raises ChangedError if something else
    was kept since; the same again is kept once.
    """
    locked = RequestDraft.objects.select_for_update().get(pk=draft.pk)
    known = version_of(locked, step)
    if seen not in {None, known} and locked.answers.get(step) != typed:
        raise ChangedError
    if locked.case_id is None:
        locked.answers = {**locked.answers, step: typed}
        locked.changed_at = timezone.now()
        locked.save(update_fields=["answers", "changed_at"])
    return locked


@transaction.atomic
def touch(draft: RequestDraft) -> None:
    """Note that somebody worked on it: it is kept longer."""
    RequestDraft.objects.filter(pk=draft.pk).update(changed_at=timezone.now())


@transaction.atomic
def send(draft: RequestDraft, answers: dict[str, Any]) -> Case:
    """Make a case of a draft with its checked ``answers``, once; then forget what was typed.

    In order: the case with all that belongs to it, the files, the draft leads to the case.
    """
    locked = RequestDraft.objects.select_for_update().get(pk=draft.pk)
    if locked.case is not None:
        return locked.case
    case = send_request(answers, locale=locked.locale, case_id=uuid4())
    files.adopt(locked.pk, case)
    locked.case, locked.answers, locked.changed_at = case, {}, timezone.now()
    locked.save(update_fields=["case", "answers", "changed_at"])
    return case
