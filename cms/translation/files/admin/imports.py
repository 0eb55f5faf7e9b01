"""Files in: uploaded, looked at, confirmed."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail_localize.models import Translation

from cms.translation.files.domain import import_dispatch, imports
from cms.translation.files.models import Import, ImportedFile
from cms.translation.files.rules.translation_file import BadFileError

from .forms import ImportForm
from .overview import desk

TAKE: Final = "take-"


def import_files(request: HttpRequest) -> HttpResponse:
    """Ask for a file; posted, read it and show what it would change. Nothing is written yet."""
    if request.method != "POST":
        return desk(request)
    form = ImportForm(request.POST, request.FILES)
    upload = _taken_in(request, form, None)
    return desk(request, import_form=form) if upload is None else _lead_on(upload)


@require_POST
def upstream_upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take in a file at wagtail-localize's own address: as above, for this translation only."""
    translation = get_object_or_404(Translation, pk=translation_id)
    form = ImportForm(request.POST, request.FILES)
    upload = _taken_in(request, form, translation)
    if upload is not None:
        return _lead_on(upload)
    for problems in form.errors.values():
        messages.error(request, " ".join(str(problem) for problem in problems))
    return redirect("exchange:import")


def _taken_in(request: Any, form: ImportForm, translation: Translation | None) -> Import | None:
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        upload = imports.take_in(file.name, file.read(), user=request.user, translation=translation)
    except BadFileError as error:
        form.add_error("file", str(error.problem.label))
        return None
    import_dispatch.read_all(upload)
    return upload


def _lead_on(upload: Import) -> HttpResponse:
    if upload.batch_id:
        return redirect("batches:progress", upload.batch_id)
    return redirect("exchange:review", upload.pk)


@require_POST
def confirm(request: HttpRequest, import_id: int) -> HttpResponse:
    """Write what an upload brings, and say what became of it.

    With it come the newer texts to overwrite, as ``choose`` takes them.
    """
    upload = get_object_or_404(Import.objects.select_related("owner"), pk=import_id)
    only = upload.files.all()[:2]
    if len(only) == 1:
        _keep_choice(only[0], request.POST)
    import_dispatch.write_all(upload)
    if upload.batch_id:
        return redirect("batches:progress", upload.batch_id)
    _tell(request, list(upload.files.all()))
    return redirect("exchange:review", upload.pk)


@require_POST
def discard(request: HttpRequest, import_id: int) -> HttpResponse:
    """Forget an upload that was not imported."""
    Import.objects.filter(pk=import_id, confirmed_at=None).delete()
    messages.success(request, _("The upload was discarded. Nothing was imported."))
    return redirect("exchange:index")


@require_POST
def choose(request: HttpRequest, file_id: int) -> HttpResponse:
    """Keep the choice of newer texts that a file may overwrite: ``take-<segment id>=<version>``."""
    file = get_object_or_404(ImportedFile, pk=file_id)
    _keep_choice(file, request.POST)
    messages.success(request, _("Your choice was saved."))
    return redirect("exchange:review", file.upload_id)


def _keep_choice(file: ImportedFile, posted: Any) -> None:
    file.taken = {
        name.removeprefix(TAKE): str(value)
        for name, value in posted.items()
        if name.startswith(TAKE) and name.removeprefix(TAKE).isdecimal()
    }
    file.save(update_fields=["taken"])


def _tell(request: HttpRequest, files: list[ImportedFile]) -> None:
    written, kept = sum(file.written for file in files), sum(file.kept for file in files)
    if written:
        text = ngettext("%(count)d text was imported.", "%(count)d texts were imported.", written)
        messages.success(request, text % {"count": written})
    else:
        messages.warning(request, _("Nothing was imported."))
    if kept:
        text = ngettext(
            "%(count)d text was left as it is, because somebody worked on it meanwhile.",
            "%(count)d texts were left as they are, because somebody worked on them meanwhile.",
            kept,
        )
        messages.warning(request, text % {"count": kept})
