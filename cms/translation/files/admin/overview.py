"""The page where files go out and come in."""

from typing import Any, Final

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail_localize.models import Translation

from cms.translation.base.domain import permissions, states
from cms.translation.files.enums import FileFormat, FileState
from cms.translation.files.models import Export, Import

from .forms import ExportForm, ImportForm

LATEST: Final = 10


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the forms and what the user sent and took in lately."""
    return desk(request)


def desk(
    request: HttpRequest,
    *,
    export_form: ExportForm | None = None,
    import_form: ImportForm | None = None,
) -> HttpResponse:
    """Render the page; a form that was filled in wrongly comes back with its errors."""
    mine = permissions.target_locales(request.user)
    is_wrong = export_form is not None or import_form is not None
    context = {
        "page_title": _("Translation files"),
        "chosen": _chosen(request),
        "formats": FileFormat,
        "export_form": export_form or ExportForm(targets=mine),
        "import_form": import_form or ImportForm(),
        "exports": _exports(request.user),
        "imports": _imports(request.user),
    }
    return render(request, "exchange/desk.html", context, status=400 if is_wrong else 200)


def _chosen(request: HttpRequest) -> dict[str, Any] | None:
    """Return the translation that the address names, if it is of one of the user's languages."""
    number = request.GET.get("translation", "")
    if not number.isdecimal():
        return None
    translation = (
        Translation.objects.select_related("source", "target_locale").filter(pk=number).first()
    )
    if translation is None or not permissions.may_edit(request.user, translation.target_locale):
        return None
    return {
        "translation": translation,
        "title": translation.source.object_repr,
        "language": translation.target_locale.language_code,
        "target": states.target_of(translation),
    }


def _exports(user: Any) -> list[Export]:
    made = Export.objects.filter(owner=user).select_related("locale", "batch")
    return list(made.annotate(ready=Count("files")).order_by("-pk")[:LATEST])


def _imports(user: Any) -> list[Import]:
    taken = Import.objects.filter(owner=user).select_related("batch")
    counted = taken.annotate(
        total=Count("files"),
        waiting=Count("files", filter=Q(files__state=FileState.WAITING)),
        ready=Count("files", filter=Q(files__state=FileState.READY)),
        written=Count("files", filter=Q(files__state=FileState.WRITTEN)),
        refused=Count("files", filter=Q(files__state=FileState.REFUSED)),
    )
    return list(counted.order_by("-pk")[:LATEST])
