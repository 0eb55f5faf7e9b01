"""Certificates of attendance: who may have one, and the accessible PDF."""

from .earning import Earned, earned
from .printing import CertificateError, certificate

__all__ = ["CertificateError", "Earned", "certificate", "earned"]
