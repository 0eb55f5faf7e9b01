"""Application configuration."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Background work; the only package that knows the queue library."""

    name = "cms.background.jobs"
    label = "jobs"
    verbose_name = "Jobs"
    private_models = ("Heartbeat", "Job", "Periodic")

    def ready(self) -> None:
        """Find every application's handlers; register the system checks."""
        from . import checks  # noqa: F401  Importing registers them.

        autodiscover_modules("tasks")
