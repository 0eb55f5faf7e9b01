"""Application configuration."""

from django.apps import AppConfig


class SchoolSupportConfig(AppConfig):
    """The school support desk."""

    name = "school_support"
    label = "school_support"
    verbose_name = "School support"
    public_models = ("SupportKind",)
    private_models = (
        "PublishedNumbers",
        "PupilGroup",
        "RequestDraft",
        "RequestedKind",
        "School",
        "SupportRequest",
    )

    def ready(self) -> None:
        """Tell the desk of requests of schools."""
        from cms.desk.domain import kinds, person_data

        from .domain import letters  # noqa: F401  It registers itself.
        from .domain.forgetting import DRAFTS
        from .domain.kind import SCHOOL_SUPPORT

        kinds.register(SCHOOL_SUPPORT)
        person_data.register("drafts", DRAFTS)
