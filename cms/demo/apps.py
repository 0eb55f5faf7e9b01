"""Application configuration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demo content and demo accounts."""

    name = "cms.demo"
    label = "demo"
    verbose_name = "Demo"
