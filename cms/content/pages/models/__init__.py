"""Page types of the site, and the site chrome around every page."""

from .content_pages import ContentPage, HomePage, SectionPage
from .site_chrome import AlertBanner, Footer, FundingLine, Navigation

__all__ = [
    "AlertBanner",
    "ContentPage",
    "Footer",
    "FundingLine",
    "HomePage",
    "Navigation",
    "SectionPage",
]
