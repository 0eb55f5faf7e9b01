"""Application configuration."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    """What a page must pass before readers see it."""

    name = "cms.gate"
    label = "gate"
    verbose_name = "Gate"
