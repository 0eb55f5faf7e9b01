"""Show our models' fields the stock way."""

from django.apps import AppConfig
from wagtail.api import APIField

COMMON = ("lead", "body", "last_reviewed_on", "last_reviewed_by")


class StockConfig(AppConfig):
    """Declares ``api_fields`` in the process of the stock server only."""

    name = "tests.bench.stock"
    label = "bench_stock"

    def ready(self) -> None:
        """Give each page type plain fields; blocks serialise themselves as Wagtail's do."""
        from cms.content.pages.models import ContentPage, HomePage, SectionPage

        for model in (HomePage, SectionPage, ContentPage):
            model.api_fields = [APIField(name) for name in COMMON]
        HomePage.api_fields.append(APIField("hero_image"))
