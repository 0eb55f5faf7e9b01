"""Where editors find the kinds of support."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from school_support.models import SupportKind


class SupportKindViewSet(SnippetViewSet):
    """What schools may ask for."""

    model = SupportKind
    icon = "list-ul"
    list_display = ["name", "order", "locale", "live"]
    search_fields = ["name"]
    add_to_admin_menu = True
    menu_label = _("Kinds of support")
    menu_order = 256


register_snippet(SupportKindViewSet)
