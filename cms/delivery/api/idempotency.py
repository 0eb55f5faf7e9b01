"""``Idempotency-Key``: the same thing sent again has its effect once, and the same answer."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import orjson
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException

from cms.delivery.models import IdempotentAnswer

from .problems import InvalidParametersError

HEADER: Final = "Idempotency-Key"
MAX_KEY: Final = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request. ``content`` names nobody and holds no private link."""

    status: int
    content: dict[str, Any] = field(default_factory=dict)
    subject_id: str = ""


class KeyReusedError(APIException):
    """The key came with another body before: 422."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY


def once(request: HttpRequest, scope: str, body: object, act: Callable[[], Answer]) -> Answer:
    """Return what ``act`` answers, or answered before to this key and body.

    The key is claimed, the effect made and the answer written in one transaction: whoever asks at
    the same moment waits for it, and a process that is killed leaves nothing behind. What ``act``
    raises is not kept. Without a key each request is a new one. ``body`` is what was sent, checked.

    Raises KeyReusedError, ``InvalidParametersError`` for an overlong key.
    """
    key = request.headers.get(HEADER, "")
    if not key:
        return act()
    if len(key) > MAX_KEY:
        raise InvalidParametersError({HEADER: _("This value is too long.")})
    place = {"scope": scope, "key_digest": _digest(f"{scope}:{key}".encode())}
    with transaction.atomic():
        known = _claim(place, _body_digest(key, body))
        if known is not None:
            return known
        answer = act()
        IdempotentAnswer.objects.filter(**place).update(
            status=answer.status, answer=answer.content, subject_id=answer.subject_id
        )
    return answer


def _claim(place: dict[str, str], body_digest: str) -> Answer | None:
    """Take the key; return what it was answered before."""
    try:
        with transaction.atomic():
            IdempotentAnswer.objects.create(**place, body_digest=body_digest, status=0)
    except IntegrityError:
        row = IdempotentAnswer.objects.get(**place)
        if row.body_digest != body_digest:
            raise KeyReusedError from None
        return Answer(row.status, row.answer, row.subject_id)
    return None


def _body_digest(key: str, body: object) -> str:
    # With the key, so that nobody finds out who it was by trying addresses.
    said = orjson.dumps(body, default=str, option=orjson.OPT_SORT_KEYS)
    return _digest(key.encode() + b":" + said)


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()
