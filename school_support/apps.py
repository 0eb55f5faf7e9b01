"""Application configuration."""

from django.apps import AppConfig


class SchoolSupportConfig(AppConfig):
    """The school support desk."""

    name = "school_support"
    label = "school_support"
    verbose_name = "School support"
    public_models = ("SupportKind",)
    private_models = ("PupilGroup", "RequestDraft", "RequestedKind", "School", "SupportRequest")
