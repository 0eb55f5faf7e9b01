"""Queries without a result: counted without telling who asked, shown from three askers on."""

import re
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from rest_framework.exceptions import Throttled

from cms.core import content_version, rate_limit
from cms.core.rate_limit import Client, Limit
from cms.search.models import MissedQuery

from .finder import Question, find

SHOWN_FROM: Final = 3
# The same network counts once for a query in this time.
_ONCE: Final = Limit("search.missed", 1, 30 * 24 * 60 * 60)
# What is longer, has an address or many digits in it may tell of a person.
_MAX_LENGTH: Final = 60
_PRIVATE: Final = re.compile(r"@|(?:\d[^\w]{0,2}){6}")
_FORGET_RARE: Final = timedelta(days=90)
_FORGET_ALL: Final = timedelta(days=365)


def note(question: Question, client: Client) -> None:
    """Count a query of which nothing was found, unless it has no word or may tell of a person."""
    words = " ".join(question.query.casefold().split())
    is_word = sum(letter.isalpha() for letter in words) > 1
    if not is_word or len(words) > _MAX_LENGTH or _PRIVATE.search(words):
        return
    digest = rate_limit.digest(f"{question.locale}|{words}")
    try:
        rate_limit.check([(_ONCE, rate_limit.digest(f"{digest}|{client}"))])
    except Throttled:
        return
    _count(digest, question.locale, words)


def _count(digest: str, language: str, words: str) -> None:
    """Add one asker; from ``SHOWN_FROM`` on the words are stored."""
    today = timezone.localdate()
    rows = MissedQuery.objects.filter(digest=digest)
    try:
        with transaction.atomic():
            if not rows.update(askers=F("askers") + 1, last_on=today):
                MissedQuery.objects.create(digest=digest, language=language, last_on=today)
    except IntegrityError:  # Somebody else asked the same for the first time at this moment.
        rows.update(askers=F("askers") + 1, last_on=today)
    rows.filter(askers__gte=SHOWN_FROM, text="").update(text=words)


def shown() -> QuerySet[MissedQuery]:
    """Return the queries that editors may read."""
    return MissedQuery.objects.exclude(text="")


def drop_found() -> None:
    """Delete the queries that find something by now."""
    version = content_version.current()
    for row in shown():
        if find(Question(query=row.text, locale=row.language), version).hits:
            row.delete()


def forget() -> None:
    """Delete what few people looked for, after 90 days, and all after a year without a query."""
    today = timezone.localdate()
    MissedQuery.objects.filter(text="", last_on__lt=today - _FORGET_RARE).delete()
    MissedQuery.objects.filter(last_on__lt=today - _FORGET_ALL).delete()
