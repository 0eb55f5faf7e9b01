"""Whose files are whose, and who may exchange any."""

from typing import Any

from django.http import Http404

from cms.translation.base.domain import permissions
from cms.translation.files.models import Export, Import, ImportedFile


def owns_export(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let pass who made the export and may still read the language's drafts. Raises Http404."""
    export = Export.objects.select_related("locale").filter(pk=kwargs["export_id"]).first()
    if export is None:
        raise Http404
    return export.owner_id == user.pk and permissions.may_edit(user, export.locale)


def owns_import(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let pass who uploaded it. Raises Http404."""
    upload = Import.objects.filter(pk=kwargs["import_id"]).first()
    if upload is None:
        raise Http404
    return bool(upload.owner_id == user.pk)


def owns_file(user: Any, kwargs: dict[str, Any]) -> bool:
    """Let pass who uploaded it and may still write in its language. Raises Http404."""
    files = ImportedFile.objects.select_related("upload", "translation__target_locale")
    file = files.filter(pk=kwargs["file_id"]).first()
    if file is None:
        raise Http404
    if file.upload.owner_id != user.pk:
        return False
    return file.translation is None or permissions.may_edit(user, file.translation.target_locale)
