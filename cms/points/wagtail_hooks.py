"""Where editors find the services of points."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.points.models import Service


class ServiceViewSet(SnippetViewSet):
    """What points help with."""

    model = Service
    icon = "help"
    list_display = ["name", "locale", "live"]
    search_fields = ["name"]


register_snippet(ServiceViewSet)
