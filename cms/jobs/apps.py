"""Application configuration."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work; the only package that knows the queue library."""

    name = "cms.jobs"
    label = "jobs"
    verbose_name = "Jobs"
