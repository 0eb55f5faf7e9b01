"""Application configuration."""

from django.apps import AppConfig


class MachineTranslationConfig(AppConfig):
    """Suggestions by machines, until a person takes them over."""

    name = "cms.machine_translation"
    label = "machine_translation"
    verbose_name = "Machine translation"
    private_models = ("MachineAnswer", "MachineChoice", "MachineSpending")

    def ready(self) -> None:
        """Offer what machines have answered before, and tell what waits for a decision."""
        from cms.core import next_steps

        from .domain import steps, suggesting

        suggesting.register()
        next_steps.register("machine_translation", steps.next_steps)
