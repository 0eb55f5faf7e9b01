"""Application configuration."""

from django.apps import AppConfig


class MachineTranslationConfig(AppConfig):
    """Suggestions by machines, until a person takes them over."""

    name = "cms.machine_translation"
    label = "machine_translation"
    verbose_name = "Machine translation"
    private_models = ("MachineAnswer", "MachineChoice", "MachineSpending")

    def ready(self) -> None:
        """Offer what machines have answered before as suggestions; they cost nothing."""
        from .domain import suggesting

        suggesting.register()
