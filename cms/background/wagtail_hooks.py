"""Pages of the admin on which people watch their batches."""

from typing import Any

from django.urls import include, path
from wagtail import hooks

from cms.background.batches import views


@hooks.register("register_admin_urls")
def register_batches() -> list[Any]:
    """Add the pages on which people watch long work."""
    urls = [
        path("", views.BatchListView.as_view(), name="index"),
        path("<int:batch_id>/", views.ProgressView.as_view(), name="progress"),
        path("<int:batch_id>/state/", views.state, name="state"),
        path("<int:batch_id>/cancel/", views.cancel, name="cancel"),
        path("<int:batch_id>/retry/", views.retry, name="retry"),
    ]
    return [path("batches/", include((urls, "batches"), namespace="batches"))]
