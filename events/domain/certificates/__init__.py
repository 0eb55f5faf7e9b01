"""Certificates of attendance: who has earned one, those issued, and the accessible PDF."""

from .eligibility import CertificateEligibility, earned, name_of
from .issuance import issue, issue_due, issued
from .pdf import CertificateError, paper

__all__ = [
    "CertificateEligibility",
    "CertificateError",
    "earned",
    "issue",
    "issue_due",
    "issued",
    "name_of",
    "paper",
]
