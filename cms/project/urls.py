"""Every address of the CMS."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.core.api import fallback_views
from cms.core.api.openapi import DocumentationView
from cms.core.api.service import healthz, readyz

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("api/v2/", include("cms.project.api")),
    path("api/docs/", DocumentationView.as_view()),
    path("images/", include("wagtail.images.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

handler400 = fallback_views.bad_request
handler403 = fallback_views.forbidden
handler404 = fallback_views.not_found
handler500 = fallback_views.server_error
