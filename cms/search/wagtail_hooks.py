"""Where editors find the words people look for."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.menu import PermittedMenuItem

from .admin.missed_queries import MissedQueriesView, dismiss, want_page
from .admin.synonyms import SynonymViewSet
from .domain.permissions import may_add_words


@hooks.register("register_admin_viewset")
def register_synonyms() -> SynonymViewSet:
    """Add the list of words people say."""
    return SynonymViewSet("synonyms")


@hooks.register("register_admin_urls")
def register_missed_queries() -> list[Any]:
    """Add the list of searches that find nothing, under ``/admin/reports/``."""
    urls = [
        path("", MissedQueriesView.as_view(), name="index"),
        path("results/", MissedQueriesView.as_view(results_only=True), name="results"),
        path("<int:pk>/page/", want_page, name="want_page"),
        path("<int:pk>/dismiss/", dismiss, name="dismiss"),
    ]
    included = include((urls, "search_missed"), namespace="search_missed")
    return [path("reports/searches/", included)]


@hooks.register("register_reports_menu_item")
def register_missed_queries_item() -> MenuItem:
    """Return the list's item of the Reports menu."""
    return PermittedMenuItem(
        _("Searches that find nothing"),
        reverse("search_missed:index"),
        icon_name="search",
        order=95,
        shown_to=may_add_words,
    )
