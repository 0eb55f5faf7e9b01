"""Application configuration."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """What is translated into what, at a glance."""

    name = "cms.board"
    label = "board"
    verbose_name = "Board"
    private_models = ("Coverage",)
