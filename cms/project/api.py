"""All endpoints of the public API, a line each."""

from django.urls import path

from cms.core.api import files, openapi, page_list, pages, preview, redirects, service
from cms.desk.api.views import case_paths
from cms.feedback.api import FeedbackView
from cms.pages.api import SiteView
from cms.points.api.points import PointDetailView, PointListView
from cms.points.api.questions import QuestionView
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
from school_support.api import drafts
from school_support.api.form import FormView
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
    path("school-support/drafts/", drafts.DraftListView.as_view()),
    path(_DRAFT, drafts.DraftDetailView.as_view()),
    path(f"{_DRAFT}files/", drafts.DraftFilesView.as_view()),
    path(f"{_DRAFT}files/<uuid:file_id>/", drafts.DraftFileView.as_view()),
    path(f"{_DRAFT}send/", drafts.DraftSendView.as_view()),
    path(f"{_DRAFT}link/", drafts.DraftLinkView.as_view()),
    path(f"{_DRAFT}known-link/", drafts.DraftKnownLinkView.as_view()),
    path(f"{_DRAFT}<slug:step>/", drafts.DraftStepView.as_view()),
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
    path("site/", SiteView.as_view()),
    path("content-version/", service.ContentVersionView.as_view()),
    path("openapi.json", openapi.document),
]
