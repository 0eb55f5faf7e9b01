"""Application configuration."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, section and content pages, and the site chrome around them."""

    name = "cms.content.pages"
    label = "pages"
    verbose_name = "Pages"
    # What the public sees, for cms.core.content_version.
    public_models = (
        "AlertBanner",
        "Footer",
        "FundingLine",
        "Navigation",
    )

    def ready(self) -> None:
        """Tell the kernel who pays for the programme."""
        from cms.background.outbox import funding_line

        from .domain.site_chrome import funding

        funding_line.register(funding)
