"""Application configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Mails about work that waits."""

    name = "cms.notices"
    label = "notices"
    verbose_name = "Notices"
    private_models = ("Mail", "Notice", "NoticePreference")

    def ready(self) -> None:
        """Listen to what happens to translations, and tell of it instead of Wagtail."""
        from . import receivers
        from .domain import upstream

        receivers.connect()
        upstream.silence()
