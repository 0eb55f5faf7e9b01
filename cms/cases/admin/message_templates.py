"""Message templates: texts that staff send often, in every language."""

import string
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cms.cases.domain.case_types import all_case_types
from cms.cases.domain.permissions import case_types_for
from cms.cases.models import MessageTemplate
from cms.core import locales
from cms.core.stale_forms import ShownForm
from cms.users.models import User

from .filters import kind_labels
from .page_layout import ask, desk_page, desk_trail
from .permissions import StaffRequest, refuse

FIELDS: Final = tuple(f"text_{code}" for code in locales.CODES)
PLACEHOLDERS: Final = frozenset({"reference", "about"})


class TemplateForm(ShownForm, forms.ModelForm[MessageTemplate]):
    """A template in four languages, at least in one."""

    class Meta:
        model = MessageTemplate
        fields: ClassVar[list[str]] = ["name", "kind", *FIELDS]

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All kinds")), *kinds] if len(kinds) == len(all_case_types()) else kinds
        self.fields["kind"] = forms.ChoiceField(
            label=self.fields["kind"].label,
            choices=choices,
            required=("", _("All kinds")) not in choices,
        )
        for code in locales.CODES:
            self.fields[f"text_{code}"].label = locales.NAMES[code]
            self.fields[f"text_{code}"].widget = forms.Textarea(attrs={"rows": 6, "lang": code})

    def clean(self) -> dict[str, Any]:
        """Ask for a text in one language, and refuse placeholders that nothing fills."""
        found: dict[str, Any] = super().clean() or {}
        if not any(found.get(name, "").strip() for name in FIELDS):
            self.add_error(FIELDS[0], _("Write the text in one language at least."))
        for name in FIELDS:
            try:
                check_placeholders(found.get(name, ""))
            except ValidationError as error:
                self.add_error(name, error)
        return found


def templates_of(user: User) -> QuerySet[MessageTemplate]:
    """Return the templates that ``user`` may change: of all kinds only who works on all kinds."""
    own = [kind.name for kind in case_types_for(user)]
    shared = [""] if len(own) == len(all_case_types()) else []
    return MessageTemplate.objects.filter(kind__in=[*own, *shared])


def check_placeholders(text: str) -> None:
    """Raise ``ValidationError`` for a placeholder that is not known, or asks for more than it."""
    try:
        parts = [part for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError:
        parts = [("", "", "", None)]
    # A format of one's own may ask for a text of any length.
    used = {name if not (spec or how) else "" for _text, name, spec, how in parts}
    if used - PLACEHOLDERS:
        raise ValidationError(
            _("Only {reference} and {about} are filled in; write no other curly brackets.")
        )


@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """Show all templates, and in which languages each is written."""
    labels = kind_labels()
    lines = [
        (
            one,
            labels.get(one.kind, ""),
            [code for code in locales.CODES if getattr(one, f"text_{code}")],
        )
        for one in templates_of(request.user)
    ]
    return desk_page(
        request, "templates", title=_("Message templates"), trail=desk_trail(), lines=lines
    )


@require_http_methods(["GET", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    """Write a new template."""
    return _edit(request, MessageTemplate(), _("New template"))


def _template(request: StaffRequest, template_id: int) -> MessageTemplate:
    """Return a template that the user may change. Raises ``Http404`` for all others."""
    found = templates_of(request.user).filter(pk=template_id).first()
    if found is None:
        refuse(request, "template")
    return found


@require_http_methods(["GET", "POST"])
@transaction.atomic
def edit(request: StaffRequest, template_id: int) -> HttpResponse:
    """Change a template."""
    MessageTemplate.objects.select_for_update().filter(pk=template_id).first()
    found = _template(request, template_id)
    return _edit(request, found, found.name)


@require_http_methods(["GET", "POST"])
def delete(request: StaffRequest, template_id: int) -> HttpResponse:
    """Ask on GET, delete on POST; messages that were sent stay."""
    found = _template(request, template_id)
    if request.method == "POST":
        found.delete()
        messages.success(request, _("The template “%(name)s” is deleted.") % {"name": found.name})
        return redirect("desk:templates")
    return ask(
        request,
        title=_("Delete “%(name)s”") % {"name": found.name},
        trail=_trail(),
        effects=[_("Messages that were sent stay as they are.")],
        button=_("Delete"),
        back=reverse("desk:template", args=[found.pk]),
    )


def _edit(request: StaffRequest, template: MessageTemplate, title: str) -> HttpResponse:
    kinds = [(kind.name, str(kind.label)) for kind in case_types_for(request.user)]
    form = TemplateForm(request.POST or None, instance=template, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The template “%(name)s” is saved.") % {"name": template.name})
        return redirect("desk:templates")
    gone = reverse("desk:template_delete", args=[template.pk]) if template.pk else ""
    return desk_page(
        request,
        "form",
        title=title,
        trail=_trail(),
        form=form,
        delete_url=gone,
        hint=_("{reference} and {about} stand for the number of a case and the school or point."),
    )


def _trail() -> list[dict[str, str]]:
    return [*desk_trail(), {"url": reverse("desk:templates"), "label": _("Message templates")}]
