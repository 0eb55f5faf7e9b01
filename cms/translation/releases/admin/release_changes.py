"""Changing the plan of a release before its time."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.time_zone import WARSAW
from cms.translation.releases.domain import lifecycle
from cms.translation.releases.domain.lifecycle import TooLateError
from cms.translation.releases.models import Release

from .forms import ChangeForm
from .releases import managed, named_pages


class ChangeView(WagtailAdminTemplateMixin, FormView):
    """Another plan for a release; pages that ``page`` names (repeated) may join it."""

    template_name = "releases/change.html"
    page_title = gettext_lazy("Change the plan")
    header_icon = "upload"
    form_class = ChangeForm
    http_method_names = ["get", "head", "post", "options"]  # Django takes PUT for an empty form.

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer in Warsaw's time, whatever the user's own is."""
        self.release = managed(request, kwargs["release_id"])
        members = self.release.pages.exclude(page=None).values_list("page", flat=True)
        self.pages = named_pages(request, members)
        with timezone.override(WARSAW):
            response: Any = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def get_initial(self) -> dict[str, Any]:
        """Show the plan as it is; what the address names is chosen as well."""
        return {
            "pages": [str(page.pk) for page in self.pages],
            "locales": sorted(self.release.locales.values_list("pk", flat=True)),
            "go_live_at": self.release.go_live_at,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the pages to choose from."""
        return {**super().get_form_kwargs(), "pages": self.pages}

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Compare what was shown with a plan that nobody changes meanwhile."""
        self.release = Release.objects.select_for_update().get(pk=self.release.pk)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ChangeForm) -> HttpResponse:
        """Change the plan."""
        sent = form.cleaned_data
        user: Any = self.request.user
        pages = [page for page in self.pages if str(page.pk) in sent["pages"]]
        try:
            lifecycle.change(
                self.release,
                pages,
                sent["locales"],
                at=sent["go_live_at"],
                renew=sent["renew"],
                user=user,
            )
            messages.success(self.request, _("The plan is changed."))
        except TooLateError:
            messages.error(self.request, _("Too late: this release is not planned any more."))
        return redirect("releases:detail", self.release.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the release."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "release": self.release}
