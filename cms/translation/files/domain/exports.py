"""Whole languages as files."""

import tempfile
import zipfile
from collections.abc import Sequence
from typing import IO, Any, Final
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.background import batches
from cms.core import locales
from cms.translation.base.domain import translation_drafts
from cms.translation.base.domain.translation_progress import counts
from cms.translation.files.enums import FileFormat
from cms.translation.files.models import Export, ExportedFile
from cms.users.models import User

from .translation_files import file_of

KIND: Final = "exchange.export"
EXPORTED: Final = "exchange.export"
# So many files are made within the request.
AT_ONCE: Final = 10
IN_MEMORY: Final = 4 * 1024 * 1024


def translations(locale: Locale, *, unfinished: bool) -> list[int]:
    """Return the ids of the translations that people work on; ``unfinished``: with open texts."""
    rows = Translation.objects.filter(
        target_locale=locale, enabled=True, source__locale__language_code=locales.SOURCE
    ).order_by("pk")
    pairs = list(rows.values_list("pk", "source__object_id"))
    if not unfinished:
        return [pk for pk, _key in pairs]
    known = counts([locale], keys=[key for _pk, key in pairs])
    open_keys = {key for (key, _pk), count in known.items() if count.done < count.segments}
    return [pk for pk, key in pairs if key in open_keys]


def not_begun(locale: Locale) -> list[UUID]:
    """Return the translation keys of live Polish pages without a translation, in tree order."""
    begun = Translation.objects.filter(target_locale=locale).values("source__object_id")
    pages = Page.objects.filter(live=True, depth__gt=1, locale__language_code=locales.SOURCE)
    missing = pages.exclude(translation_key__in=begun).order_by("path")
    return list(missing.values_list("translation_key", flat=True))


@transaction.atomic
def start(
    locale: Locale,
    file_format: FileFormat,
    *,
    user: User,
    unfinished: bool = False,
    begin: bool = False,
) -> Export:
    """Begin an export: a few files at once, many by the worker. Logged.

    ``begin`` adds the pages that nobody has begun to translate; they are begun by it.
    """
    chosen = translations(locale, unfinished=unfinished)
    keys = not_begun(locale) if begin else []
    export = Export.objects.create(
        owner=user, locale=locale, file_format=file_format, expected=len(chosen) + len(keys)
    )
    log(
        instance=locale,
        action=EXPORTED,
        user=user,
        data={"count": export.expected, "format": file_format.value},
    )
    if export.expected <= AT_ONCE and not keys:
        for translation_id in chosen:
            add(export, translation_id)
        return export
    return _start_batch(export, chosen, keys, user)


def _start_batch(export: Export, chosen: Sequence[int], keys: Sequence[UUID], user: User) -> Export:
    items: list[tuple[str, batches.Args]] = [
        (f"translation:{pk}", {"export": export.pk, "translation": pk}) for pk in chosen
    ]
    items += [(f"key:{key.hex}", {"export": export.pk, "key": key.hex}) for key in keys]
    export.batch = batches.start(KIND, items, owner=user)
    export.save(update_fields=["batch"])
    return export


def add(export: Export, translation_id: int) -> None:
    """Add the file of one translation; one that is gone by now is left out."""
    found = Translation.objects.select_related("source__locale", "target_locale").filter(
        pk=translation_id
    )
    translation = found.first()
    if translation is not None:
        name, content = file_of(translation, FileFormat(export.file_format))
        ExportedFile.objects.update_or_create(
            export=export, name=name, defaults={"content": content}
        )


def add_new(export: Export, key: UUID, *, user: User | None) -> None:
    """Begin the translation of a Polish page, and add its file.

    Raises SourceNotPublicError as ``drafts.start``.
    """
    pages = Page.objects.filter(translation_key=key, locale__language_code=locales.SOURCE)
    page: Any = pages.first()
    if page is not None:
        add(export, translation_drafts.start(page, export.locale, user=user).pk)


def archive(export: Export) -> IO[bytes]:
    """Return a zip of the files made so far, to be read from its beginning."""
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  The response closes it.
    with zipfile.ZipFile(spool, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in export.files.order_by("name").iterator(chunk_size=50):
            packed.writestr(file.name, bytes(file.content))
    spool.seek(0)
    return spool


def archive_name(export: Export) -> str:
    """Return the zip's name: language, format, day."""
    code = export.locale.language_code
    return f"{code}-{export.file_format}-{export.created_at:%Y-%m-%d}.zip"
