"""Certificates of attendance: who has earned one, those issued, and the accessible PDF."""

from .earning import Earned, earned, name_of
from .issuing import issue, issue_due, issued
from .printing import CertificateError, paper

__all__ = [
    "CertificateError",
    "Earned",
    "earned",
    "issue",
    "issue_due",
    "issued",
    "name_of",
    "paper",
]
