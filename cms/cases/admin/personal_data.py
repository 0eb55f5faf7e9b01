"""The data of a person: shown, given out, deleted. The address stands in no URL and no log."""

import json
import shutil
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from cms.cases.domain import personal_data
from cms.cases.domain.permissions import cases_for
from cms.users.current_user import current_user

from .page_layout import ask, desk_page, home_trail


class PersonForm(forms.Form):
    """Whose data is looked for."""

    email = forms.EmailField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("The address that the person wrote from."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class ErasureForm(PersonForm):
    """The confirmation that a person's data is deleted."""

    email = forms.EmailField(widget=forms.HiddenInput)
    action = forms.CharField(widget=forms.HiddenInput)
    is_asked_for = forms.BooleanField(
        label=gettext_lazy("The person asked for it, and I have made sure who they are.")
    )


def person(request: HttpRequest) -> HttpResponse:
    """Show what is known of a person; ``action`` export, ask and erase do what they say."""
    form = PersonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    email, action = form.cleaned_data["email"], request.POST.get("action", "")
    if action == "export":
        return _exported(request, email)
    if action == "ask":
        return _question(request, email, ErasureForm(initial={"email": email, "action": "erase"}))
    if action == "erase":
        return _erased(request, email)
    return _page(request, form, email)


def _page(request: HttpRequest, form: PersonForm, email: str = "") -> HttpResponse:
    cases = list(personal_data.find(email))
    own = cases_for(request.user).filter(pk__in=[case.pk for case in cases])
    seen = set(own.values_list("pk", flat=True))
    others = personal_data.others(email) if email else []
    return desk_page(
        request,
        "person_data",
        title=_("Data of a person"),
        trail=home_trail(),
        form=form,
        email=email,
        rows=[(case, case.pk in seen) for case in cases],
        others=others,
        has_data=bool(cases or others),
    )


def _exported(request: HttpRequest, email: str) -> HttpResponse:
    found = personal_data.export(email, current_user(request))
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as written:
        written.writestr("data.json", json.dumps(found, ensure_ascii=False, indent=2))
        for file in personal_data.files_of(email):
            with (
                file.content.open("rb") as content,
                written.open(personal_data.path_of(file), "w") as place,
            ):
                shutil.copyfileobj(content, place)
    answer = HttpResponse(archive.getvalue(), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="person-data.zip"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _question(request: HttpRequest, email: str, form: forms.Form) -> HttpResponse:
    cases = personal_data.find(email).count()
    others = personal_data.others(email)
    lost = ngettext(
        "In %(count)s case: name, position, address, phone, messages, notes and files.",
        "In %(count)s cases: name, position, address, phone, messages, notes and files.",
        cases,
    )
    effects = [
        _("Everything that came from %(email)s is deleted.") % {"email": email},
        *([lost % {"count": cases}] if cases else []),
        *(_("Deleted besides: %(what)s.") % {"what": what} for what in others),
        _("What is open is withdrawn, and whoever works on it is told."),
        _("The private links lead nowhere any more."),
        _("Numbers for statistics stay, and name nobody."),
        _("This cannot be undone."),
    ]
    return ask(
        request,
        title=_("Delete the data of a person"),
        trail=[*home_trail(), {"url": _url(), "label": _("Data of a person")}],
        effects=effects,
        button=_("Delete for good"),
        back=_url(),
        form=form,
    )


def _erased(request: HttpRequest, email: str) -> HttpResponse:
    form = ErasureForm(request.POST)
    if not form.is_valid():
        return _question(request, email, form)
    done = personal_data.erase(email, current_user(request))
    text = ngettext(
        "The personal data in %(count)s case was deleted.",
        "The personal data in %(count)s cases was deleted.",
        done.cases,
    )
    if done.cases:
        messages.success(request, text % {"count": done.cases})
    for what in done.others:
        messages.success(request, _("Deleted besides: %(what)s.") % {"what": what})
    return redirect(_url())


def _url() -> str:
    return reverse("desk:person_data")
