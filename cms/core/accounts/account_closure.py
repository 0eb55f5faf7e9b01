"""The page in the place of “delete user”: what is closed, and who goes on with the work."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.form_choices import set_queryset
from cms.users.current_user import current_user
from cms.users.models import User

from . import handover


class ClosingForm(forms.Form):
    """Who goes on with the work."""

    successor = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who goes on with it"),
        empty_label=gettext_lazy("Nobody in particular: it is everybody's again"),
        required=False,
        help_text=gettext_lazy("What this person may not do is everybody's again."),
    )

    def __init__(self, account: User, *args: Any) -> None:
        super().__init__(*args)
        others = User.objects.filter(is_active=True).exclude(pk=account.pk)
        set_queryset(self, "successor", others.order_by("last_name", "username"))


def close_account(request: HttpRequest, account: User) -> HttpResponse:
    """Ask, then close the account and hand its work over: Wagtail's hook ``before_delete_user``."""
    form = ClosingForm(account, *([request.POST] if request.method == "POST" else []))
    if form.is_bound and form.is_valid():
        name = account.get_full_name() or account.get_username()
        account.close(successor=form.cleaned_data["successor"], by=current_user(request))
        messages.success(request, _("The account of %(name)s is closed.") % {"name": name})
        return redirect("wagtailusers_users:index")
    context = {
        "page_title": _("Close account"),
        "header_icon": "user",
        "account": account,
        "piles": handover.waiting(account),
        "warnings": handover.warnings_of(account),
        "form": form,
    }
    return TemplateResponse(request, "core/close_account.html", context)


def say_what_waits_now(request: HttpRequest, account: User) -> None:
    """Say what deactivating meant, and how to choose a successor: hook ``after_edit_user``."""
    if not account.is_active and account.closed_at is None:
        text = _(
            "%(name)s can no longer log in. What waited for them is everybody's again; to choose "
            "who goes on with it, close the account instead of deactivating it."
        )
        messages.info(request, text % {"name": account.get_full_name() or account.get_username()})
