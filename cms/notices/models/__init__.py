"""What people are told, by which mail, and how they want it."""

from .mail import Mail
from .notice import Notice
from .preference import NoticePreference

__all__ = ["Mail", "Notice", "NoticePreference"]
