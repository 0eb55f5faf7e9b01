"""What readers say, the newest first, and which pages helped fewest of them."""

from typing import Any, Final

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from cms.content.feedback.domain.helpfulness import page_helpfulness
from cms.content.feedback.domain.permissions import HANDLE, VIEW, visible_to
from cms.content.feedback.enums import State
from cms.content.feedback.models import PageFeedback
from cms.core import locales
from cms.users.current_user import current_user

INDEX: Final = "feedback:inbox"
SHARES_SHOWN: Final = 8
EVERYTHING: Final = "all"


def _pages(request: HttpRequest | None) -> QuerySet[Page]:
    """Return the pages that somebody said something about, as far as the user may read it."""
    said = visible_to(request.user) if request else PageFeedback.objects.none()
    pages: QuerySet[Page] = Page.objects.filter(pk__in=said.values("page")).order_by("title")
    return pages


class FeedbackFilterSet(WagtailFilterSet):
    """Without a choice: what has a comment, for there is nothing to do about the rest."""

    page = django_filters.ModelChoiceFilter(label=_("Page"), queryset=_pages)
    locale = django_filters.ChoiceFilter(
        label=_("Reader's language"),
        choices=[(code, locales.NAMES[code]) for code in locales.CODES],
    )
    helpful = django_filters.ChoiceFilter(
        label=_("Did it help?"), choices=[("True", _("Yes")), ("False", _("No"))]
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    shown = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[(EVERYTHING, _("Also answers without a comment"))],
        empty_label=_("With a comment"),
        method="keep",
    )

    class Meta:
        model = PageFeedback
        fields = ("page", "locale", "helpful", "state")

    def keep(self, queryset: QuerySet[PageFeedback], *_chosen: str) -> QuerySet[PageFeedback]:
        """Return all: what is left out stands in :meth:`filter_queryset`."""
        return queryset

    def filter_queryset(self, queryset: QuerySet[PageFeedback]) -> QuerySet[PageFeedback]:
        """Apply what is chosen."""
        found = super().filter_queryset(queryset)
        rows: QuerySet[PageFeedback] = (
            found if self.form.cleaned_data.get("shown") else found.exclude(comment="")
        )
        return rows


class InboxView(ReportView):
    """Comments with their pages; above them, how many readers those pages helped."""

    page_title = _("What readers say")
    header_icon = "comment"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "feedback/inbox_results.html"
    index_url_name = INDEX
    index_results_url_name = "feedback:inbox_results"
    filterset_class = FeedbackFilterSet
    model = PageFeedback
    default_ordering = ("-created_at", "-pk")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Refuse people without the right to read feedback. Raises ``PermissionDenied``."""
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_queryset(self) -> QuerySet[PageFeedback]:
        """Return what the user may read."""
        self.queryset = visible_to(self.request.user).select_related("page__locale", "handled_by")
        found: QuerySet[PageFeedback] = super().get_queryset()
        return found

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the shares of the pages, and what the user may do."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        asked = {name: self.request.GET[name] for name in ("page", "locale") if self._is(name)}
        context["shares"] = page_helpfulness(
            visible_to(self.request.user).filter(**asked), SHARES_SHOWN
        )
        context["may_handle"] = self.request.user.has_perm(HANDLE)
        context["here"] = self.request.get_full_path().replace("/results/", "/")
        context["editable"] = {
            row.page_id
            for row in context["object_list"]
            if row.page.permissions_for_user(self.request.user).can_edit()
        }
        return context

    def _is(self, name: str) -> bool:
        """Tell whether a filter is set to something that it offers."""
        filters = self.filters
        return bool(filters and filters.form.is_valid() and filters.form.cleaned_data.get(name))


@require_POST
def set_state(request: HttpRequest, pk: int, state: str) -> HttpResponse:
    """Mark an answer as handled, or as new again, and go back to the list.

    Raises ``PermissionDenied`` without the right, ``Http404`` for what the user may not read.
    """
    if not request.user.has_perm(HANDLE):
        raise PermissionDenied
    answer = get_object_or_404(visible_to(request.user), pk=pk)
    answer.state = State(state)
    answer.handled_by = current_user(request) if answer.state == State.HANDLED else None
    answer.save(update_fields=["state", "handled_by"])
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, None):
        return redirect(back)
    return redirect(INDEX)
