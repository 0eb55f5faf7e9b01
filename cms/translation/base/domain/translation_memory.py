"""The translation memory: how the same, or nearly the same, was translated before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length
from rapidfuzz import fuzz, process
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation

from cms.core import locales, withheld_texts

ORIGIN: Final = "memory"
SAME: Final = 100
ALIKE: Final = 60
LONGER: Final = 1.6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation somebody may take over.

    ``origin`` is ``memory`` or a machine's name, ``score`` how like ``source`` is to the text that
    is to be translated, from 0 to 100.
    """

    text: str
    origin: str
    score: int
    source: str


def memory(source_text: str, locale: Locale, *, limit: int = 5) -> list[Suggestion]:
    """Return how this text and others like it were translated into ``locale``.

    The most alike first, among those the accepted ones, then the newest. Machines' work counts
    only once a person has taken it over. Withheld texts are not offered. Two queries.
    """
    scores = dict(_alike(source_text, locale, limit))
    rows = (
        _usable(locale)
        .filter(translation_of__in=scores)
        .order_by("-updated_at", "-pk")
        .values_list("translation_of", "translation_of__data", "data", "acceptance__text")
    )
    found = [
        (scores[pk], accepted == text, Suggestion(text, ORIGIN, scores[pk], source))
        for pk, source, text, accepted in rows
    ]
    ranked = sorted(found, key=lambda item: item[:2], reverse=True)
    return list(dict.fromkeys(suggestion for *_rank, suggestion in ranked))[:limit]


def _usable(locale: Locale) -> "models.QuerySet[StringTranslation]":
    is_machine = models.Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    rows: models.QuerySet[StringTranslation] = (
        StringTranslation.objects.filter(locale=locale, has_error=False)
        .exclude(data="")
        .exclude(is_machine & ~models.Q(acceptance__text=F("data")))
        .exclude(withheld_texts.withheld("context__object"))
    )
    return rows


def _alike(text: str, locale: Locale, limit: int) -> Iterator[tuple[int, int]]:
    """Return (id, score) of the strings most like ``text`` that have a translation."""
    translated = _usable(locale).filter(translation_of=OuterRef("pk"))
    rows = (
        String.objects.filter(Exists(translated), locale__language_code=locales.SOURCE)
        .annotate(length=Length("data"))
        .filter(length__gte=len(text) / LONGER, length__lte=len(text) * LONGER)
        .values_list("pk", "data")
    )
    found = process.extract(text, dict(rows), scorer=fuzz.ratio, limit=limit, score_cutoff=ALIKE)
    for data, score, pk in found:
        yield pk, SAME if data == text else min(SAME - 1, int(score))
