"""Many files: made, read and written one by one; and forgotten after some days."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.background.batches import Args, ItemRefusedError, batch_kind
from cms.background.jobs.api import periodic
from cms.core import locales
from cms.translation.base.domain import permissions
from cms.translation.base.domain.errors import SourceNotPublicError
from cms.translation.files.domain import exports, imports
from cms.translation.files.domain.import_dispatch import READ, WRITE
from cms.translation.files.enums import FileState
from cms.translation.files.models import Export, Import, ImportedFile
from cms.users.models import User

KEPT: Final = timedelta(days=7)
HOUR: Final = 3600


def _names(items: Sequence[Args]) -> list[str]:
    """Return the names of the files that items are about."""
    files = ImportedFile.objects.filter(pk__in=[args["file"] for args in items])
    names = dict(files.values_list("pk", "name"))
    return [names.get(int(args["file"]), "–") for args in items]


def _titles(items: Sequence[Args]) -> list[str]:
    """Return the Polish titles of what items export."""
    rows = Translation.objects.filter(pk__in=[args.get("translation", 0) for args in items])
    by_pk = dict(rows.values_list("pk", "source__object_repr"))
    keys = [UUID(str(args["key"])) for args in items if "key" in args]
    pages = Page.objects.filter(translation_key__in=keys, locale__language_code=locales.SOURCE)
    by_key = {key.hex: title for key, title in pages.values_list("translation_key", "title")}
    return [
        by_key.get(str(args.get("key", "")), "") or by_pk.get(args.get("translation", 0), _("gone"))
        for args in items
    ]


@batch_kind(
    exports.KIND,
    label=gettext_lazy("Export of translations"),
    titles=_titles,
    back="exchange:index",
)
def export_one(args: Args, owner_id: int | None) -> None:
    """Add one file. ``args``: the export's id, and a translation's id or a key in hex."""
    export = Export.objects.select_related("locale").filter(pk=args["export"]).first()
    if export is None:
        return
    owner = User.objects.filter(pk=owner_id).first() if owner_id else None
    if owner is None or not permissions.may_edit(owner, export.locale):
        raise ItemRefusedError(gettext_lazy("You have no rights in this language."))
    if "translation" in args:
        exports.add(export, int(args["translation"]))
        return
    try:
        exports.add_new(export, UUID(str(args["key"])), user=owner)
    except SourceNotPublicError:
        raise ItemRefusedError(
            gettext_lazy("The Polish page is not published, so it cannot be translated yet.")
        ) from None


@batch_kind(READ, label=gettext_lazy("Reading of files"), titles=_names, back="exchange:index")
def read_one(args: Args, _owner_id: int | None) -> None:
    """Read one uploaded file. ``args``: its id."""
    file = ImportedFile.objects.select_related("upload__owner").filter(pk=args["file"]).first()
    if file is not None and file.state == FileState.WAITING:
        imports.read(file)


@batch_kind(
    WRITE, label=gettext_lazy("Import of translations"), titles=_names, back="exchange:index"
)
def write_one(args: Args, _owner_id: int | None) -> None:
    """Write one uploaded file. ``args``: its id."""
    if ImportedFile.objects.filter(pk=args["file"]).exists():
        imports.write(int(args["file"]))


@periodic("exchange.forget", seconds=HOUR)
def forget() -> None:
    """Delete uploads and exports of long ago."""
    Import.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    Export.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
