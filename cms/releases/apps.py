"""Application configuration."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """All languages of a page, published together."""

    name = "cms.releases"
    label = "releases"
    verbose_name = "Releases"
    private_models = ("Release", "ReleasePage", "Release_locales")

    def ready(self) -> None:
        """Tell the dashboard what has failed, and questions what is planned."""
        from django.utils.translation import gettext_lazy as _

        from cms.core import consequences, handover, next_steps

        from .admin import telling
        from .domain import planning
        from .domain.steps import steps

        next_steps.register("releases", steps)
        consequences.register("releases", telling.consequences)
        handover.register(
            "releases",
            handover.Pile(
                _("planned releases"),
                lambda account: planning.plans_of(account).count(),
                planning.hand_over,
            ),
        )
