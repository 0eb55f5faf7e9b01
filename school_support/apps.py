"""Application configuration."""

from django.apps import AppConfig


class SchoolSupportConfig(AppConfig):
    """School support: register of schools and requests."""

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
        """Register requests of schools as a case type."""
        from cms.cases.domain import case_types, personal_data

        from .domain import letters  # noqa: F401  It registers itself.
        from .domain.case_type import SCHOOL_SUPPORT
        from .domain.draft_retention import DRAFTS

        case_types.register(SCHOOL_SUPPORT)
        personal_data.register("drafts", DRAFTS)
