"""The dashboard: every page and snippet in every language, and what to do about it."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from cms.core import rejected_forms
from cms.translation.dashboard.domain.assignees import people
from cms.translation.dashboard.domain.matrix import Matrix, matrix
from cms.translation.dashboard.enums import ME, NOBODY, PICTURES, SNIPPETS, Sort

from . import filter_params, presenters
from .filter_params import BoardFilters
from .permissions import Abilities


class DashboardView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the matrix. Filters, sorting and languages stand in the address."""

    page_title = _("Translation board")
    header_icon = "table"
    template_name = "board/index.html"

    @cached_property
    def choice(self) -> BoardFilters:
        """What the address asks for."""
        return filter_params.read(self.request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows, what each language has come to, and the filters."""
        choice, abilities = self.choice, Abilities.of(self.request.user)
        sent = rejected_forms.take(self.request)
        board = matrix(choice.filters, choice.shown)
        page = Paginator(board.rows, choice.page_size).get_page(self.request.GET.get("p"))
        counted = board.counted(list(page.object_list))
        in_tree = choice.filters.sort == Sort.TREE
        return {
            **super().get_context_data(**kwargs),
            **self._filters(board),
            "page": page,
            "rows": presenters.shown_rows(
                counted, abilities, choice.filters.today, in_tree=in_tree
            ),
            "summaries": presenters.summaries(board.tally, choice.shown),
            "abilities": abilities,
            "bulk_locales": self._bulk_locales(abilities),
            "bulk_actions": list(_bulk_actions(abilities)),
            "marked": sent.getlist("ids"),
            "chosen_codes": sent.getlist("locales"),
            "sent": sent,
            "nothing": list(presenters.description(choice.filters)),
        }

    def _bulk_locales(self, abilities: Abilities) -> list[Locale]:
        """Return the languages shown in which the user can do anything with marked rows."""
        mine = abilities.assigns | abilities.edits
        return [locale for locale in self.choice.shown if locale.pk in mine]

    def _filters(self, board: Matrix) -> dict[str, Any]:
        choice = self.choice
        return {
            "choice": choice,
            "filters": choice.filters,
            "shown_codes": [locale.language_code for locale in choice.shown],
            "kinds": presenters.kind_choices(board.subjects),
            "branches": presenters.branches(board.subjects),
            "states": presenters.state_choices(board.tally, choice.filters.statuses),
            "people": people(choice.targets),
            "sorts": Sort.choices,
            "page_sizes": filter_params.PAGE_SIZES,
            "me": str(self.request.user.pk),
            "ME": ME,
            "NOBODY": NOBODY,
            "PICTURES": PICTURES,
            "SNIPPETS": SNIPPETS,
        }


def _bulk_actions(abilities: Abilities) -> Iterator[tuple[str, Any]]:
    """Yield (address, label) of what other tools do with ``ids`` and ``locales``."""
    if abilities.submits or abilities.edits:
        yield reverse("releases:submit"), _("Submit for translation")
    if abilities.edits:
        yield reverse("machine_translation:run"), _("Translate by machine")
