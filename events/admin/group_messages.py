"""Writing to the people of a group: the text, a look at who gets what, and off it goes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cms.core import locales
from events.domain import group_messages
from events.domain.permissions import groups_for
from events.enums import CONCERNED, RegistrationState
from events.models import GroupMessage

from .page_layout import desk_page, group_trail
from .permissions import StaffRequest

STATES = [(each.value, each.label) for each in RegistrationState if each in CONCERNED]


class MessageForm(forms.Form):
    """The source's text must be written; other languages may be."""

    states = forms.MultipleChoiceField(
        label=gettext_lazy("To those who are"),
        choices=STATES,
        widget=forms.CheckboxSelectMultiple,
        initial=[RegistrationState.CONFIRMED.value],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in locales.CODES:
            is_source = code == locales.SOURCE
            self.fields[f"subject_{code}"] = forms.CharField(
                label=gettext_lazy("Subject"), max_length=120, required=is_source
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=gettext_lazy("Text"),
                max_length=5000,
                required=is_source,
                widget=forms.Textarea(attrs={"rows": 8, "lang": code}),
            )

    def languages(self) -> list[tuple[str, str, forms.BoundField, forms.BoundField]]:
        """Return the fields of each language: code, name, subject, text."""
        return [
            (code, locales.NAMES[code], self[f"subject_{code}"], self[f"text_{code}"])
            for code in locales.CODES
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse half of a translation."""
        cleaned = super().clean() or {}
        for code in locales.TARGETS:
            subject, text = cleaned.get(f"subject_{code}"), cleaned.get(f"text_{code}")
            if text and not subject:
                self.add_error(f"subject_{code}", _("Write the subject in this language too."))
            if subject and not text:
                self.add_error(f"text_{code}", _("Write the text in this language too."))
        return cleaned

    def texts(self) -> dict[str, dict[str, str]]:
        """Return what was written, by language; a subject is one line, as a header has to be."""
        cleaned = self.cleaned_data
        return {
            code: {
                "subject": " ".join(cleaned[f"subject_{code}"].split()),
                "text": cleaned[f"text_{code}"],
            }
            for code in locales.CODES
            if cleaned[f"text_{code}"]
        }


@require_GET
def index(request: StaffRequest, group_id: int) -> HttpResponse:
    """Show what was written to a group."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    return desk_page(
        request,
        "messages",
        title=_("Messages"),
        trail=group_trail(group),
        group=group,
        rows=[
            (each, group_messages.wording(each, locales.SOURCE))
            for each in group.messages.select_related("by")
        ],
    )


@require_http_methods(["GET", "POST"])
def write(request: StaffRequest, group_id: int) -> HttpResponse:
    """Ask for the text; then show who would get what."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    former = _former(request, group_id)
    form = MessageForm(request.POST or None, initial=_fields(former))
    if request.method == "POST" and form.is_valid():
        states = form.cleaned_data["states"]
        message = group_messages.draft(group, states=states, texts=form.texts(), by=request.user)
        if former:
            former.delete()
        return redirect("events:message", message.pk)
    trail = group_trail(group)
    return desk_page(
        request, "message_form", title=_("Write to people"), trail=trail, form=form, group=group
    )


@require_GET
def look(request: StaffRequest, message_id: int) -> HttpResponse:
    """Show a message: before it is sent who would get what, afterwards how many it went to."""
    message = _message(request, message_id)
    return desk_page(
        request,
        "message",
        title=_("Message"),
        trail=_trail(message),
        message=message,
        group=message.group,
        shares=group_messages.page_helpfulness(message),
        count=group_messages.audience(message).count(),
        handed_over=group_messages.handed_over(message),
        unreachable=group_messages.unreachable(message),
        texts=[
            group_messages.wording(message, code) for code in locales.CODES if code in message.texts
        ],
        states=[label for value, label in STATES if value in message.states],
    )


@require_POST
def send(request: StaffRequest, message_id: int) -> HttpResponse:
    """Send a message; pressed twice, it is still sent once."""
    message = _message(request, message_id)
    count = group_messages.send(message.pk)
    text = ngettext("Sent to %(count)d person.", "Sent to %(count)d people.", count)
    messages.success(request, text % {"count": count})
    return redirect("events:messages", message.group_id)


@require_POST
def discard(request: StaffRequest, message_id: int) -> HttpResponse:
    """Delete a message that was not sent."""
    message = _message(request, message_id)
    GroupMessage.objects.filter(pk=message.pk, sent_at=None).delete()
    return redirect("events:messages", message.group_id)


def _message(request: StaffRequest, message_id: int) -> GroupMessage:
    found = GroupMessage.objects.filter(group__in=groups_for(request.user))
    return get_object_or_404(found.select_related("group__activity", "by"), pk=message_id)


def _trail(message: GroupMessage) -> list[dict[str, str]]:
    url = reverse("events:messages", args=[message.group_id])
    return [*group_trail(message.group), {"url": url, "label": _("Messages")}]


def _former(request: StaffRequest, group_id: int) -> GroupMessage | None:
    """Return the draft that ``?draft=`` names, to be changed."""
    number = request.GET.get("draft", "")
    drafts = GroupMessage.objects.filter(group=group_id, sent_at=None)
    return drafts.filter(pk=number).first() if number.isdecimal() else None


def _fields(message: GroupMessage | None) -> dict[str, Any]:
    if message is None:
        return {}
    texts = {
        f"{part}_{code}": text
        for code, texts in message.texts.items()
        for part, text in texts.items()
    }
    return {"states": message.states, **texts}
