"""The term base in the admin: list, editor, import and export."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import FileExtensionValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from cms.translation.base.domain import term_files
from cms.translation.base.models import Term
from cms.translation.base.rules.term_rows import TermFileError

MAX_BYTES: Final = 2 * 1024 * 1024
WRITERS: Final = {
    "csv": (term_files.to_csv, "text/csv; charset=utf-8"),
    "tbx": (term_files.to_tbx, "application/xml"),
    "tmx": (term_files.to_tmx, "application/xml"),
}


class TermFileForm(forms.Form):
    """A CSV, TBX or TMX file of at most two megabytes."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        validators=[FileExtensionValidator(list(term_files.READERS))],
        help_text=gettext_lazy(
            "CSV with the columns term, note, language, kind, text; TBX or TMX."
        ),
    )

    def clean_file(self) -> Any:
        """Raise ``ValidationError`` for a file that is too large."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB."))
        return file


class TermIndexView(IndexView):
    """The list, with the ways in and out of it."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Return the stock buttons and ours."""
        buttons = [
            HeaderButton(_("Export as CSV"), _address("csv"), icon_name="download"),
            HeaderButton(_("Export as TBX"), _address("tbx"), icon_name="download"),
            HeaderButton(_("Export as TMX"), _address("tmx"), icon_name="download"),
        ]
        if self.user_has_permission("add"):
            buttons.insert(
                0, HeaderButton(_("Import"), reverse("terms:import"), icon_name="upload")
            )
        return [*super().header_more_buttons, *buttons]


class TermViewSet(ModelViewSet):
    """Terms in alphabetical order; search finds the Polish term and its forms."""

    model = Term
    name = "terms"
    icon = "openquote"
    menu_label = gettext_lazy("Term base")
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = TermIndexView
    list_display = ("term", "note")
    search_fields = ("term", "note", "forms__text")
    exclude_form_fields = ()
    inspect_view_enabled = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the stock addresses and ours."""
        return [
            *super().get_urlpatterns(),
            path("import/", self.import_view, name="import"),
            path("export/<slug:kind>/", self.export_view, name="export"),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Take a file and say what became of it. Raises ``PermissionDenied``."""
        if not self.permission_policy.user_has_permission(request.user, "add"):
            raise PermissionDenied
        form = TermFileForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and _imported(request, form):
            return redirect(self.get_url_name("index"))
        return render(request, "translation/import_terms.html", {"form": form})

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Return the term base as a file. Raises ``PermissionDenied``."""
        may = self.permission_policy.user_has_any_permission(request.user, ["view", "change"])
        if not may or kind not in WRITERS:
            raise PermissionDenied
        write, content_type = WRITERS[kind]
        response = HttpResponse(write(), content_type=content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="terms.{kind}"'
        return response


def _address(kind: str) -> str:
    return reverse("terms:export", args=[kind])


def _imported(request: HttpRequest, form: TermFileForm) -> bool:
    """Import the form's file; return whether there were terms in it."""
    file = form.cleaned_data["file"]
    read = term_files.READERS[file.name.rpartition(".")[2].lower()]
    try:
        done = term_files.import_rows(read(file.read()))
    except term_files.NoTermsError as error:
        form.add_error("file", _("No terms of the site's languages were found in this file."))
        if error.bad_lines:
            form.add_error("file", _left_out(error.bad_lines))
        return False
    except TermFileError as error:
        form.add_error("file", _("This file cannot be read: %(reason)s") % {"reason": error})
        return False
    messages.success(request, _in_words(done))
    if done.bad_lines:
        messages.warning(request, _left_out(done.bad_lines))
    return True


def _in_words(done: term_files.Imported) -> str:
    """Return what an import did; one that changed nothing says so."""
    if not done.terms and not done.forms:
        return _("Read, and nothing in it was new.")
    terms = ngettext("%(count)s new term.", "%(count)s new terms.", done.terms)
    forms = ngettext("%(count)s new form.", "%(count)s new forms.", done.forms)
    return f"{terms % {'count': done.terms}} {forms % {'count': done.forms}}"


def _left_out(lines: list[int]) -> str:
    shown = ", ".join(map(str, lines[:20]))
    return _("Left out, lines %(lines)s.") % {"lines": shown}
