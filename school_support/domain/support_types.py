"""The kinds of support as a reader knows them, kept in memory as long as the content stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone

from cms.core import content_version, locales
from cms.core.content_version import VersionedCache
from school_support.models import SupportKind


@dataclass(frozen=True, slots=True)
class SupportTypeText:
    """A kind in a reader's language; ``lang`` is the language its words are in.

    ``allowance`` is what the law allows from one day until another, both included; None is open.
    """

    key: UUID
    name: str
    description: str
    lang: str
    allowance: str
    allowance_from: date | None
    allowance_until: date | None
    asks_what_was_tried: bool

    def allowed_on(self, day: date) -> str:
        """Return what the law allows on a day in Warsaw, an empty string if nothing is known."""
        begins, ends = self.allowance_from or day, self.allowance_until or day
        return self.allowance if begins <= day <= ends else ""


_known: Final[VersionedCache[dict[UUID, SupportTypeText]]] = VersionedCache()


def known(code: str) -> dict[UUID, SupportTypeText]:
    """Return the public kinds by key in their order, each in ``code`` or in the source language."""
    version = content_version.current()
    return _known.get(version, code, lambda: _read(code))


def names(keys: Iterable[UUID], code: str) -> list[str]:
    """Return the names of kinds, also of those that are offered no more, in their order."""
    wanted, offered = set(keys), known(code)
    found = [kind.name for key, kind in offered.items() if key in wanted]
    gone = SupportKind.objects.filter(
        translation_key__in=wanted - offered.keys(), locale__language_code=locales.SOURCE
    )
    return [*found, *(kind.name for kind in gone)]


def today() -> date:
    """Return the day in Warsaw."""
    return timezone.localdate()


def _read(code: str) -> dict[UUID, SupportTypeText]:
    rows = SupportKind.objects.filter(live=True).select_related("locale")
    sources = [row for row in rows if row.locale.language_code == locales.SOURCE]
    translated = {row.translation_key: row for row in rows if row.locale.language_code == code}
    return {
        source.translation_key: _text(source, translated.get(source.translation_key, source))
        for source in sources
    }


def _text(source: SupportKind, shown: SupportKind) -> SupportTypeText:
    return SupportTypeText(
        key=source.translation_key,
        name=shown.name,
        description=shown.description,
        lang=shown.locale.language_code,
        allowance=shown.allowance,
        allowance_from=source.allowance_from,
        allowance_until=source.allowance_until,
        asks_what_was_tried=source.asks_what_was_tried,
    )
