"""A few files are dealt with at once, many by the worker."""

from collections.abc import Callable, Sequence
from typing import Final

from django.db import transaction

from cms.background import batches
from cms.translation.files.enums import FileState
from cms.translation.files.models import Import, ImportedFile

from . import imports

READ: Final = "exchange.read"
WRITE: Final = "exchange.write"
AT_ONCE: Final = 10


@transaction.atomic
def read_all(upload: Import) -> None:
    """Read an upload's files; afterwards ``upload.batch`` is set if the worker does it."""
    files = ImportedFile.objects.filter(upload=upload, state=FileState.WAITING)
    ids = list(files.values_list("pk", flat=True))
    _do(upload, ids, READ, _read)


@transaction.atomic
def write_all(upload: Import) -> None:
    """Write what is ready, once; ``upload.batch`` is set if the worker does it."""
    _do(upload, imports.confirm(upload), WRITE, imports.write)


def _read(file_id: int) -> None:
    imports.read(ImportedFile.objects.select_related("upload__owner").get(pk=file_id))


def _do(upload: Import, ids: Sequence[int], kind: str, handle: Callable[[int], None]) -> None:
    upload.batch = None
    if len(ids) > AT_ONCE:
        items: list[tuple[str, batches.Args]] = [(f"file:{pk}", {"file": pk}) for pk in ids]
        upload.batch = batches.start(kind, items, owner=upload.owner)
    else:
        for pk in ids:
            handle(pk)
    upload.save(update_fields=["batch"])
