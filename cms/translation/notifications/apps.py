"""Application configuration."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notifications about translation work."""

    name = "cms.translation.notifications"
    label = "notices"
    verbose_name = "Notices"
    private_models = ("Mail", "Notice", "NoticePreference")

    def ready(self) -> None:
        """Listen to what happens to translations, and tell of it instead of Wagtail."""
        from . import receivers
        from .domain import wagtail_email_patch

        receivers.connect()
        wagtail_email_patch.silence()
