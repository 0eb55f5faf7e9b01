"""Files as a translator's tool would give them back."""

import io
import zipfile
from dataclasses import replace
from typing import Any

from wagtail_localize.models import StringTranslation, Translation

from cms.translation.base.domain import segment_store
from cms.translation.base.domain.segment_rows import SegmentRow, segment_rows
from cms.translation.files.domain.translation_files import sheet
from cms.translation.files.enums import FileFormat
from cms.translation.files.rules import uploads
from cms.translation.files.rules.translation_file import TranslationFile
from cms.users.models import User


def filled(translation: Translation, texts: dict[str, str], **entry: Any) -> TranslationFile:
    """Return the translation's sheet with texts at paths, and other fields of those entries."""
    made = sheet(translation)
    entries = tuple(
        replace(each, text=texts[each.path], **{"is_sure": True, **entry})
        if each.path in texts
        else each
        for each in made.entries
    )
    return replace(made, entries=entries)


def file(made: TranslationFile, file_format: FileFormat = FileFormat.XLIFF) -> bytes:
    return uploads.write(made, file_format)


def zipped(**members: bytes) -> bytes:
    """Return a zip; ``__`` in a name stands for the dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return target.getvalue()


def row(translation: Translation, path: str) -> SegmentRow:
    return next(each for each in segment_rows(translation) if each.path == path)


def write(translation: Translation, path: str, text: str, user: User, tool: str = "") -> None:
    segment_store.write(translation, row(translation, path).id, text, user=user, tool=tool)


def stored(translation: Translation) -> dict[str, str]:
    """Return what is translated, by path."""
    found = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    return dict(found.values_list("context__path", "data"))
