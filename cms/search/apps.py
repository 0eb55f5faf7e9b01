"""Application configuration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index of all public texts, and the words people look for them by."""

    name = "cms.search"
    label = "search"
    verbose_name = "Search"
    public_models = ("Synonym",)
    private_models = ("IndexDocument", "IndexState", "IndexWord", "MissedQuery", "Posting")

    def ready(self) -> None:
        """Follow what is published and taken down; search lists of pages."""
        from cms.core import task_summary
        from cms.delivery import receivers as delivery_receivers
        from cms.delivery.api import page_search

        from . import receivers
        from .domain.page_search import ranked_pages
        from .domain.summary_items import summary_items

        delivery_receivers.connect()  # First: all transactions lock the two indexes in one order.
        receivers.connect()
        page_search.register(ranked_pages)
        task_summary.register("search", summary_items)
