"""All endpoints of the public API, a line each."""

from django.urls import path

from cms.cases.api.views import case_paths
from cms.content.feedback.api import FeedbackView
from cms.content.pages.api import SiteView
from cms.content.points.api.points import PointDetailView, PointListView
from cms.content.points.api.questions import QuestionView
from cms.delivery.api import changes, files, health, openapi, page_list, pages, preview, redirects
from cms.search.api.search import SearchView, SuggestionView
from events.api.activities import ActivityDetailView, ActivityListView
from events.api.ics import ActivityFeedView
from events.api.registrations import (
    CertificateView,
    LostLinkView,
    OfferView,
    RegistrationCalendarView,
    RegistrationView,
    SignUpView,
)
from school_support.api import request_drafts
from school_support.api.form_options import FormView
from school_support.api.requests import RequestView
from school_support.api.schools import SchoolDetailView, SchoolListView

_DRAFT = "school-support/drafts/<str:token>/"

urlpatterns = [
    path("pages/", page_list.PageListView.as_view()),
    path("pages/<int:pk>/", pages.PageDetailView.as_view()),
    path("pages/<int:pk>/feedback/", FeedbackView.as_view()),
    path("pages/find/", pages.PageFindView.as_view()),
    path("pages/by_path/", pages.PageByPathView.as_view()),
    path("points/", PointListView.as_view()),
    path("points/<int:pk>/", PointDetailView.as_view()),
    path("activities/", ActivityListView.as_view()),
    path("activities/<int:pk>/", ActivityDetailView.as_view()),
    path("activities/<int:pk>/registrations/", SignUpView.as_view()),
    path("registrations/link/", LostLinkView.as_view()),
    path("registrations/<str:token>/", RegistrationView.as_view()),
    path("registrations/<str:token>/offer/", OfferView.as_view()),
    path("registrations/<str:token>/calendar.ics", RegistrationCalendarView.as_view()),
    path("registrations/<str:token>/certificate.pdf", CertificateView.as_view()),
    path("activities.ics", ActivityFeedView.as_view()),
    path("schools/", SchoolListView.as_view()),
    path("schools/<slug:rspo>/", SchoolDetailView.as_view()),
    path("school-support/form/", FormView.as_view()),
    path("school-support/requests/", RequestView.as_view()),
    path("school-support/drafts/", request_drafts.DraftListView.as_view()),
    path(_DRAFT, request_drafts.DraftDetailView.as_view()),
    path(f"{_DRAFT}files/", request_drafts.DraftFilesView.as_view()),
    path(f"{_DRAFT}files/<uuid:file_id>/", request_drafts.DraftFileView.as_view()),
    path(f"{_DRAFT}send/", request_drafts.DraftSendView.as_view()),
    path(f"{_DRAFT}link/", request_drafts.DraftLinkView.as_view()),
    path(f"{_DRAFT}known-link/", request_drafts.DraftKnownLinkView.as_view()),
    path(f"{_DRAFT}<slug:step>/", request_drafts.DraftStepView.as_view()),
    *case_paths("school_support", "school-support/requests"),
    path("points/<int:pk>/questions/", QuestionView.as_view()),
    *case_paths("question", "questions"),
    path("preview/", preview.PreviewView.as_view()),
    path("images/", files.ImageListView.as_view()),
    path("images/<int:pk>/", files.ImageDetailView.as_view()),
    path("images/find/", files.ImageFindView.as_view()),
    path("documents/", files.DocumentListView.as_view()),
    path("documents/<int:pk>/", files.DocumentDetailView.as_view()),
    path("documents/find/", files.DocumentFindView.as_view()),
    path("redirects/", redirects.RedirectListView.as_view()),
    path("redirects/<int:pk>/", redirects.RedirectDetailView.as_view()),
    path("redirects/find/", redirects.RedirectFindView.as_view()),
    path("search/", SearchView.as_view()),
    path("search/suggestions/", SuggestionView.as_view()),
    path("changes/", changes.ChangesView.as_view()),
    path("site/", SiteView.as_view()),
    path("content-version/", health.ContentVersionView.as_view()),
    path("openapi.json", openapi.document),
]
