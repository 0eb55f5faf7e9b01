"""Application configuration."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """All languages of a page, published together."""

    name = "cms.releases"
    label = "releases"
    verbose_name = "Releases"
