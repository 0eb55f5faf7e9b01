"""Application configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Mails about work that waits."""

    name = "cms.notices"
    label = "notices"
    verbose_name = "Notices"
