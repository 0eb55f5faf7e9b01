"""Application configuration."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Releases: pages published together with their languages."""

    name = "cms.translation.releases"
    label = "releases"
    verbose_name = "Releases"
    private_models = ("Release", "ReleasePage", "Release_locales")

    def ready(self) -> None:
        """Tell the dashboard what has failed, and questions what is planned."""
        from django.utils.translation import gettext_lazy as _

        from cms.core import task_summary
        from cms.core.accounts import handover
        from cms.core.publication import consequences

        from .admin import page_warnings
        from .domain import lifecycle
        from .domain.summary_items import summary_items

        task_summary.register("releases", summary_items)
        consequences.register("releases", page_warnings.consequences)
        handover.register(
            "releases",
            handover.PendingWork(
                _("planned releases"),
                lambda account: lifecycle.plans_of(account).count(),
                lifecycle.hand_over,
            ),
        )
