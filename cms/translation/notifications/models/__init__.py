"""What people are told, by which mail, and how they want it."""

from .notification import Notice
from .notification_email import Mail
from .preference import NoticePreference

__all__ = ["Mail", "Notice", "NoticePreference"]
