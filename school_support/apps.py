"""Application configuration."""

from django.apps import AppConfig


class SchoolSupportConfig(AppConfig):
    """The school support desk."""

    name = "school_support"
    label = "school_support"
    verbose_name = "School support"
    public_models = ("SupportKind",)
    private_models = ("PupilGroup", "RequestDraft", "RequestedKind", "School", "SupportRequest")

    def ready(self) -> None:
        """Tell the desk of requests of schools."""
        from cms.desk.domain import kinds

        from .domain.kind import SCHOOL_SUPPORT

        kinds.register(SCHOOL_SUPPORT)
