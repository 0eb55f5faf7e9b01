"""Application configuration."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, sections, content pages and the frame around them."""

    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"
    # What the public sees, for cms.core.content_version.
    public_models = (
        "AlertBanner",
        "ContentPage",
        "Footer",
        "FundingLine",
        "HomePage",
        "Navigation",
        "SectionPage",
    )
