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
        """Tell the kernel who pays for the programme, and mirrors when menus change."""
        from cms.background.outbox import funding_line
        from cms.delivery import changes

        from .domain.site_changes import site_items
        from .domain.site_chrome import funding

        funding_line.register(funding)
        changes.register("site", changes.Source(site_items))
