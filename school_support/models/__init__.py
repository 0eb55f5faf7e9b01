"""The register of schools, the kinds of support, requests and those still being written."""

from .draft import RequestDraft
from .kinds import SupportKind
from .published import PublishedNumbers
from .request import PupilGroup, RequestedKind, SupportRequest
from .school import School

__all__ = [
    "PublishedNumbers",
    "PupilGroup",
    "RequestDraft",
    "RequestedKind",
    "School",
    "SupportKind",
    "SupportRequest",
]
