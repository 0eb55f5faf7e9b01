"""The register of consents: list, filters, a form to add, a page to read one record."""

from typing import Any, ClassVar, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.core import locales
from cms.stories.models import Consent, StoryPage

from .forms import ConsentFilterSet, ConsentForm
from .rights import ConsentPolicy, may_withdraw, policy

NO_STORY: Final = _("(deleted story)")


class StateColumn(Column):
    """Where a consent stands today, in words and colour."""

    cell_template_name = "stories/state_cell.html"


class ConsentIndexView(generic.IndexView):
    """All records, the newest first; a story is named by its Polish title."""

    default_ordering = "-given_on"

    def get_base_queryset(self) -> QuerySet[Consent]:
        """Return the records with the titles of their stories."""
        source = StoryPage.objects.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=locales.SOURCE
        )
        found: QuerySet[Consent] = super().get_base_queryset()
        return found.annotate(story_title=Subquery(source.values("title")[:1]))

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What each row says."""
        story = self._get_title_column_class(TitleColumn)(
            "story",
            label=_("Story"),
            accessor=lambda consent: consent.story_title or NO_STORY,
            get_url=self.get_inspect_url,
        )
        return [
            story,
            Column("get_kind_display", label=_("Consent to"), sort_key="kind"),
            StateColumn("state", label=_("State")),
            DateColumn("given_on", label=_("Given on"), sort_key="given_on"),
            DateColumn("valid_until", label=_("Valid until"), sort_key="valid_until"),
            Column("get_signed_by_display", label=_("Signed by")),
            BooleanColumn("person_under_16", label=_("Under 16")),
        ]

    def get_list_more_buttons(self, instance: Consent) -> list[MenuItem]:
        """Return Wagtail's own items and “Withdraw” for those who may."""
        buttons: list[MenuItem] = super().get_list_more_buttons(instance)
        if may_withdraw(self.request.user, instance):
            url = reverse("stories_withdraw", args=[instance.pk])
            buttons.append(MenuItem(_("Withdraw consent"), url, icon_name="no-view", priority=40))
        return buttons


class ConsentAddView(generic.CreateView):
    """Records a consent; the story's panel links here with the story and kind filled in."""

    def get_initial(self) -> dict[str, Any]:
        """Return what the address names: ``story`` and ``kind``."""
        return {
            name: self.request.GET[name] for name in ("story", "kind") if self.request.GET.get(name)
        }

    def get_success_url(self) -> str:
        """Return the story's editor when it led here, else the register."""
        story = self.form.cleaned_data["story"]
        if "story" in self.request.GET and story.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_pages:edit", args=[story.pk])
        return str(super().get_success_url())

    def get_add_url(self) -> str:
        """Return this very address, so that a second try still knows where it came from."""
        return self.request.get_full_path()

    def get_success_buttons(self) -> list[Any]:
        """Return none: a record is not edited."""
        return []


class ConsentViewSet(ModelViewSet):
    """The register under “Consents” in the menu."""

    model = Consent
    name = "consents"
    icon = "success"
    menu_label = _("Consents")
    menu_order = 260
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields: ClassVar[list[str]] = [
        "kind",
        "state",
        "given_on",
        "valid_until",
        "withdrawn_on",
        "signed_by",
        "person_under_16",
        "note",
        "created_at",
        "created_by",
        "withdrawn_by",
    ]
    index_view_class = ConsentIndexView
    add_view_class = ConsentAddView
    filterset_class = ConsentFilterSet
    form_fields: ClassVar[list[str]] = list(ConsentForm.Meta.fields)

    def get_form_class(self, for_update: bool = False) -> type[ConsentForm]:
        """Return the form of a new record."""
        del for_update
        return ConsentForm

    @property
    def permission_policy(self) -> ConsentPolicy:
        """Who may do what."""
        return policy
