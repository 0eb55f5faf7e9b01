"""The register of consents: list, filters, a form to add, a page to read one record."""

from typing import Any, ClassVar, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from cms.content.stories.models import Consent, StoryPage
from cms.core import locales
from cms.users.models import AnyUser

from .forms import ConsentFilterSet, ConsentForm
from .permissions import ConsentPolicy, may_decide, may_take_back, may_withdraw, policy

NO_STORY: Final = _("(deleted story)")


class StateColumn(Column):
    """Where a consent stands today, in words and colour."""

    cell_template_name = "stories/state_cell.html"


class DayColumn(Column):
    """A calendar date, written out: what matters is the day, not how long it is from now."""

    def get_value(self, instance: Consent) -> str:
        """Return the day in the editor's language, or nothing."""
        return date_format(day) if (day := super().get_value(instance)) else ""


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
            DayColumn("given_on", label=_("Given on"), sort_key="given_on"),
            DayColumn("valid_until", label=_("Valid until"), sort_key="valid_until"),
            Column("get_signed_by_display", label=_("Signed by")),
        ]

    def get_list_more_buttons(self, instance: Consent) -> list[Any]:
        """Return Wagtail's own items and “Withdraw” and “mistake” for those who may."""
        buttons: list[Any] = super().get_list_more_buttons(instance)
        return buttons + _withdrawal(self.request.user, instance)


class ConsentInspectView(generic.InspectView):
    """One record; publishers withdraw it from here as well."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Return Wagtail's own items and “Withdraw” and “mistake” for those who may."""
        buttons: list[Any] = super().header_more_buttons
        return buttons + _withdrawal(self.request.user, self.object) + self._pictures()

    def _pictures(self) -> list[Button]:
        if not may_decide(self.request.user):
            return []
        url = reverse("stories_pictures", args=[self.object.pk])
        return [Button(_("Pictures of the story"), url, icon_name="image", priority=60)]

    def get_field_display_value(self, field_name: str, field: object) -> object:
        """Return what to show: words for yes and no, a dash for nothing."""
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return "–" if value in (None, "") else value


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
        found: str = self.request.get_full_path()
        return found

    def get_success_buttons(self) -> list[Any]:
        """Return none: a record is not edited."""
        return []


def _withdrawal(user: AnyUser, consent: Consent) -> list[Button]:
    if may_take_back(user, consent):
        back = reverse("stories_take_back", args=[consent.pk])
        return [Button(_("Withdrawn by mistake"), back, icon_name="undo", priority=50)]
    if not may_withdraw(user, consent):
        return []
    url = reverse("stories_withdraw", args=[consent.pk])
    mistake = reverse("stories_void", args=[consent.pk])
    return [
        Button(_("Withdraw consent"), url, icon_name="no-view", priority=40),
        Button(_("Recorded by mistake"), mistake, icon_name="undo", priority=50),
    ]


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
        "voided_at",
        "voided_by",
        "void_reason",
    ]
    index_view_class = ConsentIndexView
    inspect_view_class = ConsentInspectView
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
