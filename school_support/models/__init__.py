"""The register of schools, the kinds of support, requests and those still being written."""

from .published_statistics import PublishedNumbers
from .request_draft import RequestDraft
from .school import School
from .support_request import PupilGroup, RequestedKind, SupportRequest
from .support_types import SupportKind

__all__ = [
    "PublishedNumbers",
    "PupilGroup",
    "RequestDraft",
    "RequestedKind",
    "School",
    "SupportKind",
    "SupportRequest",
]
