"""Where editors find navigation, footer, funding line and alerts."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.content.pages.models import AlertBanner, Footer, FundingLine, Navigation


class AlertBannerViewSet(SnippetViewSet):
    """Alerts at the top of every page."""

    model = AlertBanner
    icon = "warning"
    list_display = ["title", "level", "locale", "live"]


class NavigationViewSet(SnippetViewSet):
    """The main menu."""

    model = Navigation
    icon = "list-ul"


class FooterViewSet(SnippetViewSet):
    """The foot of every page."""

    model = Footer
    icon = "arrow-down"


class FundingLineViewSet(SnippetViewSet):
    """Who pays for the programme."""

    model = FundingLine
    icon = "clipboard-list"


class SiteChromeViewSetGroup(SnippetViewSetGroup):
    """What stands around every page, under one menu item."""

    items = (AlertBannerViewSet, NavigationViewSet, FooterViewSet, FundingLineViewSet)
    menu_label = _("Around the page")
    menu_icon = "desktop"
    menu_order = 250


register_snippet(SiteChromeViewSetGroup)
