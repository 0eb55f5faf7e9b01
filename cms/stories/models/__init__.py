"""Success stories and the consents they rest on."""

from .pages import StoryIndexPage, StoryPage

__all__ = ["StoryIndexPage", "StoryPage"]
