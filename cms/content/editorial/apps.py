"""Application configuration."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The admin's home, reviews due and broken links."""

    name = "cms.content.editorial"
    label = "editorial"
    verbose_name = "Editorial"
    private_models = ("BrokenLink", "CheckedAddress", "CheckedPage")

    def ready(self) -> None:
        """Tell the dashboard what editorial work there is."""
        from cms.core import task_summary

        from .domain import failed_jobs, summary_items

        task_summary.register("editorial", summary_items.summary_items)
        task_summary.register("background", failed_jobs.summary_items)
