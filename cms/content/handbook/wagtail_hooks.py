"""Where editors find audiences and the glossary."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.content.handbook.models import Audience, GlossaryTerm


class GlossaryTermViewSet(SnippetViewSet):
    """Words of law and administration, explained."""

    model = GlossaryTerm
    icon = "openquote"
    list_display = ("term", "locale", "live")
    chooser_per_page = 50
    search_fields = ("term", "definition")


class AudienceViewSet(SnippetViewSet):
    """Whom chapters are for."""

    model = Audience
    icon = "group"
    list_display = ("name", "locale", "live")
    search_fields = ("name",)


class HandbookViewSetGroup(SnippetViewSetGroup):
    """What chapters of the handbook share, under one menu item."""

    items = (GlossaryTermViewSet, AudienceViewSet)
    menu_label = _("Handbook")
    menu_icon = "list-ul"
    menu_order = 260


register_snippet(HandbookViewSetGroup)
