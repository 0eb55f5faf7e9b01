"""Where people watch long work: a bar that moves, what failed and why, cancel and retry.

Only who started it and administrators see a batch; for others there is none.
"""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import ListView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.background.models import Batch

from . import progress
from .progress import Progress
from .registry import kind


class ProgressView(WagtailAdminTemplateMixin, TemplateView):
    """One batch; its script asks ``state`` each second, without it the page reloads itself."""

    template_name = "batches/progress.html"
    header_icon = "tasks"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers, the failures and the way back."""
        batch = _batch(self.request, self.kwargs["batch_id"])
        how = kind(batch.kind)
        self.page_title = how.label
        now = progress.progress(batch)
        return {
            **super().get_context_data(**kwargs),
            "batch": batch,
            "progress": now,
            "sentence": sentence(now),
            "failures": progress.failures(batch) if now.failed else [],
            "back_url": _address(how.back),
        }


class BatchListView(WagtailAdminTemplateMixin, ListView):
    """What the user started lately; administrators see everybody's."""

    template_name = "batches/index.html"
    page_title = gettext_lazy("Long work")
    header_icon = "tasks"
    paginate_by = 30
    page_kwarg = "p"  # As everywhere in the admin.

    def get_queryset(self) -> QuerySet[Batch]:
        """Return the batches, the newest first."""
        batches = Batch.objects.select_related("owner").order_by("-pk")
        user = self.request.user
        return batches if user.is_superuser else batches.filter(owner_id=user.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each batch's name and numbers."""
        context = super().get_context_data(**kwargs)
        batches = context["object_list"]
        counts = progress.progress_of(batches)
        context["rows"] = [(each, kind(each.kind).label, counts[each.pk]) for each in batches]
        return context


@require_GET
def state(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Answer how far the batch is: the fields of ``Progress``, and ``text`` for people."""
    now = progress.progress(_batch(request, batch_id))
    answer = JsonResponse({**now.as_json(), "text": sentence(now)})
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def cancel(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Leave undone what has not begun."""
    count = progress.cancel(_batch(request, batch_id))
    text = ngettext("Cancelled: %(count)d left undone.", "Cancelled: %(count)d left undone.", count)
    messages.success(request, text % {"count": count})
    return redirect("batches:progress", batch_id)


@require_POST
def retry(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Try what failed again."""
    count = progress.retry_failed(_batch(request, batch_id))
    text = ngettext("%(count)d is tried again.", "%(count)d are tried again.", count)
    messages.success(request, text % {"count": count})
    return redirect("batches:progress", batch_id)


def sentence(now: Progress) -> str:
    """Return how far a batch is, in words."""
    numbers = {"done": now.done, "total": now.total}
    parts = [_("%(done)d of %(total)d done") % numbers]
    if now.failed:
        failed = ngettext("%(count)d failed", "%(count)d failed", now.failed)
        parts.append(failed % {"count": now.failed})
    if now.cancelled:
        cancelled = ngettext("%(count)d cancelled", "%(count)d cancelled", now.cancelled)
        parts.append(cancelled % {"count": now.cancelled})
    return " · ".join(parts)


def _batch(request: HttpRequest, batch_id: int) -> Batch:
    batch = get_object_or_404(Batch.objects.select_related("owner"), pk=batch_id)
    if not progress.may_view_progress(request.user, batch):
        raise Http404
    return batch


def _address(name: str) -> str:
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""
