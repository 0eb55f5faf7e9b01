"""Application configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index of all public texts, and the words people look for them by."""

    name = "cms.search"
    label = "search"
    verbose_name = "Search"
    public_models = ("Synonym",)
    private_models = ("IndexDocument", "IndexState", "IndexWord", "Posting")

    def ready(self) -> None:
        """Follow what is published and taken down; search lists of pages."""
        from cms.delivery.api import page_search

        from . import receivers
        from .domain.page_search import ranked_pages

        receivers.connect()
        page_search.register(ranked_pages)
