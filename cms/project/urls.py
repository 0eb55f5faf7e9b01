"""Every address of the CMS."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.content.editorial.admin import error_pages
from cms.content.editorial.admin.login import EditorsLogoutView
from cms.delivery.api import error_handlers
from cms.delivery.api.health import healthz, readyz, readyz_serving
from cms.delivery.api.openapi import DocumentationView
from cms.delivery.file_views import RenditionView, library_picture
from cms.delivery.page_images import qr_code, share_image

LOGIN = "wagtailcore_login"

urlpatterns = [
    path("", RedirectView.as_view(url="/admin/")),
    path("healthz", healthz),
    path("readyz", readyz),
    path("readyz/serving", readyz_serving),
    path("api/v2/", include("cms.project.api")),
    path("api/docs/", DocumentationView.as_view()),
    re_path("^api(?:/.*)?$", error_handlers.unknown_address),
    path(
        "images/<str:signature>/<int:image_id>/<str:filter_spec>/",
        RenditionView.as_view(),
        name="wagtailimages_serve",
    ),
    path("share/<int:page_id>/<slug:reader_locale>/<slug:digest>.png", share_image),
    path("qr/<int:page_id>/<slug:reader_locale>.svg", qr_code),
    path("media/<path:path>", library_picture),
    path("admin/logout/", EditorsLogoutView.as_view()),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path(
        ".well-known/security.txt",
        RedirectView.as_view(url=f"{settings.SITE_URL}/.well-known/security.txt"),
    ),
    # Wagtail sends those here who ask for a document that is not public.
    path("login/", RedirectView.as_view(url="/admin/login/", query_string=True), name=LOGIN),
]

handler400 = error_handlers.bad_request
handler403 = error_pages.forbidden
handler404 = error_handlers.not_found
handler500 = error_pages.server_error
