"""All endpoints of the public API, a line each."""

from django.urls import path

from cms.core.api.page_list import PageListView
from cms.core.api.pages import PageByPathView, PageDetailView, PageFindView
from cms.core.api.service import ContentVersionView
from cms.pages.api import SiteView

urlpatterns = [
    path("pages/", PageListView.as_view()),
    path("pages/<int:pk>/", PageDetailView.as_view()),
    path("pages/find/", PageFindView.as_view()),
    path("pages/by_path/", PageByPathView.as_view()),
    path("site/", SiteView.as_view()),
    path("content-version/", ContentVersionView.as_view()),
]
