"""Files out: one translation at once, a language as a zip."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.defaults import permission_denied
from wagtail.log_actions import log
from wagtail_localize.models import Translation

from cms.translation.base.domain import permissions, states
from cms.translation.files.domain import exports
from cms.translation.files.domain.translation_files import file_of
from cms.translation.files.enums import FileFormat
from cms.translation.files.models import Export

from .forms import ExportForm
from .overview import desk

CONTENT_TYPES: Final = {
    FileFormat.PO: "text/x-gettext-translation; charset=utf-8",
    FileFormat.XLIFF: "application/xliff+xml; charset=utf-8",
}


def export(request: Any) -> HttpResponse:
    """Ask for a language; posted, make its files: at once if they are few, else as a batch.

    ``translation`` in the address offers the files of this one first.
    """
    if request.method != "POST":
        return desk(request)
    mine = {locale.language_code: locale for locale in permissions.target_locales(request.user)}
    if request.POST.get("locale", "") not in mine:
        # Raised, Wagtail would answer with its home page.
        return permission_denied(request, PermissionDenied())
    form = ExportForm(request.POST, targets=list(mine.values()))
    if not form.is_valid():
        return desk(request, export_form=form)
    chosen = form.cleaned_data
    made = exports.start(
        mine[chosen["locale"]],
        FileFormat(chosen["file_format"]),
        user=request.user,
        unfinished=chosen["unfinished"],
        begin=chosen["begin"],
    )
    if not made.expected:
        made.delete()
        messages.warning(request, _("There is nothing to translate in this language."))
        return redirect("exchange:index")
    if made.batch_id:
        return redirect("batches:progress", made.batch_id)
    messages.success(request, _("The files are ready to be fetched."))
    return redirect("exchange:index")


@require_safe
def archive(_request: HttpRequest, export_id: int) -> HttpResponseBase:
    """Return the zip of an export."""
    made = get_object_or_404(Export.objects.select_related("locale"), pk=export_id)
    return FileResponse(
        exports.archive(made),
        as_attachment=True,
        filename=exports.archive_name(made),
        content_type="application/zip",
    )


@require_safe
def download(request: HttpRequest, translation_id: int, file_format: str) -> HttpResponseBase:
    """Return the file of one translation. Raises Http404 for an unknown format."""
    if file_format not in FileFormat.values:
        raise Http404
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=translation_id
    )
    chosen = FileFormat(file_format)
    name, content = file_of(translation, chosen)
    _note(request, translation, chosen)
    response = HttpResponse(content, content_type=CONTENT_TYPES[chosen])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def upstream_download(request: HttpRequest, translation_id: int) -> HttpResponseBase:
    """Return the PO file at wagtail-localize's own address, which its editor links to."""
    return download(request, translation_id, FileFormat.PO)


def _note(request: HttpRequest, translation: Translation, file_format: FileFormat) -> None:
    target: Any = states.target_of(translation)
    if target is not None:
        log(
            instance=target,
            action=exports.EXPORTED,
            user=request.user,
            data={"count": 1, "format": file_format.value},
        )
