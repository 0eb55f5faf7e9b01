"""Application configuration."""

from django.apps import AppConfig


class MachineTranslationConfig(AppConfig):
    """Machine translation, which a person takes over before it is published."""

    name = "cms.translation.machines"
    label = "machine_translation"
    verbose_name = "Machine translation"
    private_models = ("MachineAnswer", "MachineChoice", "MachineSpending")

    def ready(self) -> None:
        """Offer what machines have answered before, and tell what waits for a decision."""
        from cms.core import task_summary

        from .domain import suggestion_source, summary_items

        suggestion_source.register()
        task_summary.register("machine_translation", summary_items.task_summary)
