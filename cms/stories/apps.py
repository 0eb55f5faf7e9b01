"""Application configuration."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Success stories and the register of consents."""

    name = "cms.stories"
    label = "stories"
    verbose_name = "Stories"
    public_models = ("StoryIndexPage", "StoryPage")
