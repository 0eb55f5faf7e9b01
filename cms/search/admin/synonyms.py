"""The editors' list of what people say and what our texts say instead."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.search.models import Synonym


class AddSynonymView(CreateView):
    """Begins with the query that somebody missed, when the address names one."""

    def get_initial_form_instance(self) -> Synonym:
        """Return a new row with what the address says of it."""
        asked = self.request.GET
        return Synonym(language=asked.get("language", "")[:8], said=asked.get("said", "")[:400])


class SynonymViewSet(ModelViewSet):
    """Words that lead to others, by language."""

    model = Synonym
    icon = "search"
    menu_label = _("Words people say")
    menu_order = 270
    add_view_class = AddSynonymView
    add_to_admin_menu = True
    list_display = ["said", "meant", "language"]
    list_filter = ["language"]
    search_fields = ["said", "meant"]
    search_backend_name = None
    inspect_view_enabled = False
    copy_view_enabled = False
