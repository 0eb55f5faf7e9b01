"""Where editors find the services of points."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.content.points.models import Service


class ServiceViewSet(SnippetViewSet):
    """What points help with."""

    model = Service
    icon = "help"
    list_display = ["name", "locale", "live"]
    search_fields = ["name"]
    add_to_admin_menu = True
    menu_label = _("Services of points")
    menu_order = 255


register_snippet(ServiceViewSet)
