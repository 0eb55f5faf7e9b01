"""Application configuration."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """API, prepared documents and files for readers."""

    name = "cms.delivery"
    label = "delivery"
    verbose_name = "Delivery"

    private_models = ("ChangeEntry", "ChangeLog")

    def ready(self) -> None:
        """Prepare documents when a page is published, note what is removed; tell of files."""
        from . import changes, receivers
        from .api.changed_resources import source_of
        from .api.files import DOCUMENTS, IMAGES
        from .api.redirects import REDIRECTS

        receivers.connect()
        for kind, resource in {
            "image": IMAGES,
            "document": DOCUMENTS,
            "redirect": REDIRECTS,
        }.items():
            changes.register(kind, source_of(kind, resource))
