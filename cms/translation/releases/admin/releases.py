"""Releases in the admin: the list, a new one, one with what is still missing."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.core import locales
from cms.core.time_zone import WARSAW
from cms.translation.base.domain import permissions
from cms.translation.releases.domain import lifecycle, rollback
from cms.translation.releases.domain.joint_publication import rehearse
from cms.translation.releases.domain.plan_versions import plan_version
from cms.translation.releases.domain.planned_releases import planned_with
from cms.translation.releases.domain.refusal_messages import language, reason
from cms.translation.releases.domain.release_items import ReleaseItem, ReleaseRefusedError, latest
from cms.translation.releases.enums import ReleaseState
from cms.translation.releases.models import Release

from .draft_texts import pages_with_texts
from .forms import ReleaseForm, targets_of_releases

LISTED_PAGES = 20


class ReleaseListView(WagtailAdminTemplateMixin, ListView):
    """Releases, what is planned first."""

    template_name = "releases/index.html"
    page_title = gettext_lazy("Releases")
    header_icon = "upload"
    paginate_by = 30
    page_kwarg = "p"  # As everywhere in the admin.

    def get_queryset(self) -> QuerySet[Release]:
        """Return the releases with what the list shows of them."""
        found = Release.objects.prefetch_related("pages__page", "locales")
        return found.select_related("created_by").order_by("-state", "-go_live_at")


class AddView(WagtailAdminTemplateMixin, FormView):
    """A new release of the pages that ``page`` names (repeated); the user publishes all of them."""

    template_name = "releases/add.html"
    page_title = gettext_lazy("Release together")
    header_icon = "upload"
    form_class = ReleaseForm
    http_method_names = ["get", "head", "post", "options"]  # Django takes PUT for an empty form.

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer in Warsaw's time, whatever the user's own is."""
        self.pages = named_pages(request)
        with timezone.override(WARSAW):
            response: Any = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def get_initial(self) -> dict[str, Any]:
        """Choose the languages that are ready."""
        return {"locales": [row["locale"].pk for row in self.readiness if row["is_ready"]]}

    @property
    def readiness(self) -> list[dict[str, Any]]:
        """What each language would say if all were released now."""
        if not hasattr(self, "_readiness"):
            user: Any = self.request.user
            targets = list(targets_of_releases())
            self._readiness = by_language(rehearse(latest(self.pages), targets, user=user))
        return self._readiness

    def form_valid(self, form: ReleaseForm) -> HttpResponse:
        """Plan it, or say what is missing."""
        user: Any = self.request.user
        at = form.cleaned_data["go_live_at"]
        try:
            release = lifecycle.plan(self.pages, form.cleaned_data["locales"], user=user, at=at)
        except ReleaseRefusedError as refusal:
            form.add_error(None, _("Nothing was published, because this is missing:"))
            context = self.get_context_data(form=form, refused=by_language(refusal.cells))
            return self.render_to_response(context, status=409)
        return redirect("releases:detail", release.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the pages and how ready each language is."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        planned = planned_with(self.pages)
        return {**context, "pages": self.pages, "readiness": self.readiness, "planned": planned}


class DetailView(WagtailAdminTemplateMixin, TemplateView):
    """One release: how ready it is while it is planned, and what became of it."""

    template_name = "releases/detail.html"
    page_title = gettext_lazy("Release")
    header_icon = "upload"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the release, its pages and what is missing."""
        release = get_object_or_404(Release, pk=self.kwargs["release_id"])
        user: Any = self.request.user
        is_planned = release.state == ReleaseState.PLANNED
        return {
            **super().get_context_data(**kwargs),
            "release": release,
            "pages": release.sources,
            "members": release.pages.select_related("page", "revision").order_by("page__path"),
            "is_planned": is_planned,
            "is_due": is_planned and release.go_live_at <= timezone.now(),
            "readiness": by_language(lifecycle.look(release)) if is_planned else [],
            "may_prepare": is_planned and not all(page.live for page in release.sources),
            "work": _work(release, user) if is_planned else [],
            "may_manage": lifecycle.may_manage(release, user),
            "is_undoable": rollback.is_undoable(release),
            "seen": plan_version(release),
            "owner_is_gone": is_planned and not (release.owner and release.owner.is_active),
        }


def _work(release: Release, user: Any) -> list[dict[str, Any]]:
    """Return where the user may work on the translations of a release: a text and an address."""
    mine = {locale.pk for locale in permissions.editable_locales(user)}
    wanted = [locale for locale in release.locales.order_by("pk") if locale.pk in mine]
    work = []
    if pages_with_texts(release):
        work = [
            {
                "title": _("New texts of the draft"),
                "locale": locale,
                "url": reverse("releases:texts", args=[release.pk, locale.language_code]),
            }
            for locale in wanted
        ]
    titles = {page.translation_key: page.get_admin_display_title() for page in release.sources}
    found = Translation.objects.filter(
        source__object__in=list(titles), target_locale__in=wanted, enabled=True
    ).select_related("source", "target_locale")
    return work + [
        {
            "title": titles[row.source.object_id],
            "locale": row.target_locale,
            "url": reverse("workbench:edit", args=[row.pk]),
        }
        for row in found.order_by("target_locale", "pk")
    ]


def by_language(cells: list[ReleaseItem]) -> list[dict[str, Any]]:
    """Return the cells by language: its name, whether it is ready, and what is missing."""
    rows: dict[int, dict[str, Any]] = {}
    for cell in cells:
        start = {"locale": cell.locale, "name": language(cell), "missing": [], "is_ready": True}
        row = rows.setdefault(cell.locale.pk, start)
        if cell.refusal:
            row["is_ready"] = False
            row["missing"].append((cell.title, reason(cell.refusal)))
    return list(rows.values())


def managed(request: HttpRequest, release_id: int) -> Release:
    """Return a release that is the user's to manage; raises Http404, PermissionDenied."""
    release = get_object_or_404(Release, pk=release_id)
    if not lifecycle.may_manage(release, request.user):  # type: ignore[arg-type]  # Logged in.
        raise PermissionDenied
    return release


def named_pages(request: HttpRequest, others: Iterable[int] = ()) -> list[Any]:
    """Return the source pages that the request names, and ``others``, in the tree's order.

    Raises Http404 for none or too many, PermissionDenied for one that is not the user's to publish.
    """
    wanted = {int(pk) for pk in request.GET.getlist("page") if pk.isdigit()} | {*others}
    found = Page.objects.filter(pk__in=wanted, locale__language_code=locales.SOURCE, depth__gt=1)
    pages = list(found.order_by("path").specific())
    if not pages or len(pages) > LISTED_PAGES:
        raise Http404
    if not all(page.permissions_for_user(request.user).can_publish() for page in pages):
        raise PermissionDenied
    return pages
