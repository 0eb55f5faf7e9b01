"""Until when pages hold legally: the list, and “I have read it again”."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.core import locales
from cms.translation.base.domain.errors import SourceChangedError
from cms.translation.review.domain import legal_validity, legal_validity_reminders
from cms.translation.review.models.legal_review import ValidUntilField

INDEX = "gate:legal_validity"


def may_renew(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let the legal reviewers pass."""
    return legal_validity_reminders.may_review(user)


class LegalValidityView(WagtailAdminTemplateMixin, TemplateView):
    """Live pages that were legally reviewed, what ends first first."""

    page_title = gettext_lazy("Legal validity")
    header_icon = "calendar-check"
    template_name = "gate/legal_validity.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages, and whether the user may renew them."""
        return {
            **super().get_context_data(**kwargs),
            "rows": list(legal_validity_reminders.valid_pages()),
            "may_renew": legal_validity_reminders.may_review(self.request.user),
        }


class RenewForm(forms.Form):
    """The new day."""

    valid_until = ValidUntilField()
    # Which text was read.
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class RenewView(WagtailAdminTemplateMixin, FormView):
    """Ask until when a page holds that somebody has read again."""

    page_title = gettext_lazy("Legally reviewed again")
    header_icon = "calendar-check"
    template_name = "gate/renew.html"
    form_class = RenewForm

    @property
    def page(self) -> Page:
        """The source page; ``Http404`` for any other."""
        return get_object_or_404(
            Page, pk=self.kwargs["page_id"], locale__language_code=locales.SOURCE, depth__gt=1
        )

    def get_initial(self) -> dict[str, Any]:
        """Remember which text is shown."""
        return {**super().get_initial(), "seen": legal_validity.live_digest(self.page)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page and where “cancel” leads."""
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "index_url": reverse(INDEX),
        }

    def get_page_subtitle(self) -> str:
        """Return the page's title."""
        title: str = self.page.get_admin_display_title()
        return title

    def form_valid(self, form: RenewForm) -> HttpResponse:
        """Keep the day, and return to the list; 409 where another text is live by now."""
        page, day = self.page, form.cleaned_data["valid_until"]
        try:
            legal_validity.renew(page, day, seen=form.cleaned_data["seen"], user=self.request.user)
        except SourceChangedError:
            return self._ask_again(form)
        text = _("“%(title)s” is legally valid until %(day)s.")
        messages.success(
            self.request,
            text % {"title": page.get_admin_display_title(), "day": day.strftime("%d.%m.%Y")},
        )
        return redirect(INDEX)

    def _ask_again(self, form: RenewForm) -> HttpResponse:
        """Keep what was typed, and have the text read that is live now."""
        form.add_error(
            None,
            _("Another text was published meanwhile. Read it again, then confirm."),
        )
        form.data = {**dict(form.data.items()), "seen": legal_validity.live_digest(self.page)}
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.CONFLICT)
