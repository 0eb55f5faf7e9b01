"""What live translations still show otherwise than their source, since they were published last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from wagtail.fields import StreamField
from wagtail.models import Locale, ModelLogEntry, Page, PageLogEntry

from .overrides import block_at
from .value_changes import LOG_LEFT


@dataclass(frozen=True, slots=True)
class LeftValues:
    """A live translation, and the names of the fields that its source has changed since."""

    target: Any
    labels: list[str]


def left_values(languages: Iterable[Locale]) -> Iterator[LeftValues]:
    """Yield what waits in these languages; one query for pages, two or three for snippets."""
    codes = [each.pk for each in languages]
    entries: dict[Any, set[str]] = {}
    for target, data in [*_of_pages(codes), *_of_snippets(codes)]:
        entries.setdefault(target, set()).update(data.get("left", []))
    for target, names in entries.items():
        yield LeftValues(target, labels_of(target, names))


def _of_pages(locale_ids: list[int]) -> Iterator[tuple[Any, Any]]:
    is_since = Q(page__last_published_at=None) | Q(timestamp__gt=F("page__last_published_at"))
    rows = PageLogEntry.objects.filter(
        is_since, action=LOG_LEFT, page__live=True, page__locale__in=locale_ids
    )
    for row in rows.select_related("page__locale"):
        yield row.page.specific_deferred, row.data


def _of_snippets(locale_ids: list[int]) -> Iterator[tuple[Any, Any]]:
    for row, target in ModelLogEntry.objects.filter(action=LOG_LEFT).with_instances():
        is_waiting = target is not None and target.live and target.locale_id in locale_ids
        if is_waiting and _is_since(row.timestamp, target.last_published_at):
            yield target, row.data


def _is_since(moment: datetime, published_at: datetime | None) -> bool:
    """Tell whether it was after the publication; what a program made live has no day of it."""
    return published_at is None or moment > published_at


def labels_of(target: Any, names: Iterable[str]) -> list[str]:
    """Return what people call the fields and blocks of these names, such as ``body.card.phone``."""
    model = type(target.specific_deferred if isinstance(target, Page) else target)
    return sorted({label for name in names if (label := _label(model, name.split(".")))})


def _label(model: Any, path: list[str]) -> str:
    found = model._meta.get_field(path[0])
    if not isinstance(found, StreamField):
        return str(found.verbose_name)
    try:
        return str(block_at(found.stream_block, path[1:]).label or found.verbose_name)
    except KeyError:  # A kind of block that is no more.
        return str(found.verbose_name)
