"""Application configuration."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Success stories and the register of consents."""

    name = "cms.stories"
    label = "stories"
    verbose_name = "Stories"
    public_models = ("StoryIndexPage", "StoryPage")
    private_models = ("Consent", "HiddenPicture", "StoryPicture")

    def ready(self) -> None:
        """Let no story out without consent."""
        from cms.core import publication_gate

        from . import receivers
        from .domain import rule

        publication_gate.register(rule.refuse_without_consent)
        receivers.connect()
