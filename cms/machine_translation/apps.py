"""Application configuration."""

from django.apps import AppConfig


class MachineTranslationConfig(AppConfig):
    """Suggestions by machines, until a person takes them over."""

    name = "cms.machine_translation"
    label = "machine_translation"
    verbose_name = "Machine translation"
