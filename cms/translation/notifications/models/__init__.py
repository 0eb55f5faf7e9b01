"""Notifications, the mails they go out in, and preferences."""

from .notification import Notice
from .notification_email import Mail
from .preference import NoticePreference

__all__ = ["Mail", "Notice", "NoticePreference"]
