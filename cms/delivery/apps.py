"""Application configuration."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """API, prepared documents and files for readers."""

    name = "cms.delivery"
    label = "delivery"
    verbose_name = "Delivery"

    def ready(self) -> None:
        """Prepare documents when a page is published, and forget pictures when it is not."""
        from . import receivers

        receivers.connect()
