"""The page of the working view."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from cms.core import locales
from cms.translation.base.admin.workflow_actions import handle_action
from cms.translation.base.domain import review_workflow, suggestions
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.base.domain.states import target_of
from cms.translation.base.domain.version_tokens import rest_token, token
from cms.translation.base.rules.word_diff import word_diff
from cms.translation.editor.domain.editor_rows import EditorRow, EditorRows, bench, matches
from cms.translation.editor.domain.editor_status import standing
from cms.translation.editor.domain.overrides import overrides
from cms.translation.editor.enums import Show

from .translation_lookup import find_translation

# In the address of Wagtail's editor: show wagtail-localize's own, which ours leads to.
UPSTREAM: Final = "fields"


class EditorView(WagtailAdminTemplateMixin, TemplateView):
    """Source and target side by side; GET shows, POST submits, publishes or sends back."""

    page_title: Any = gettext_lazy("Translate")
    header_icon = "wagtail-localize-language"
    template_name = "workbench/edit.html"
    conflict: Any = None

    def post(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        """Do what the review bar's buttons ask for, and come back."""
        target = target_of(find_translation(translation_id))
        if target is None:
            raise Http404
        return handle_action(request, target) or redirect(request.path)

    @property
    def user(self) -> Any:
        """Who is at work."""
        return self.request.user

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows, the filters with their counts, and what may be done."""
        translation = find_translation(kwargs["translation_id"])
        on_bench = bench(translation, self.user)
        show = _show(self.request)
        self.page_title = str(translation.source.object_repr)
        rows = on_bench.shown(show)
        return {
            **super().get_context_data(**kwargs),
            **bar_context(on_bench, self.user),
            **(_asked(self.request, translation) if on_bench.may_edit else {}),
            "rows": rows,
            "other_tokens": _tokens_of_others(on_bench, rows),
            "show": show,
            "filters": _filters(on_bench, show),
            "many_accept": [row for row in rows if row.may_accept],
            "many_adopt": [row for row in rows if on_bench.may_edit and matches(row, Show.MACHINE)],
            "overrides": overrides(translation) if on_bench.may_edit else [],
            "conflict": self.conflict,
            "sent_back": review_workflow.sent_back(target_of(translation)),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the list of work."""
        return [
            {"url": reverse("translation:work_list"), "label": _("To translate")},
            {"url": "", "label": str(self.page_title)},
        ]


def _tokens_of_others(on_bench: EditorRows, rows: list[EditorRow]) -> list[str]:
    """Return what the page says was seen besides its rows: what a filter hides, and no text."""
    shown = {row.segment.id for row in rows}
    hidden = [each for each in on_bench.segments if each.id not in shown]
    return [*map(token, hidden), rest_token(on_bench.translation)]


def bar_context(on_bench: EditorRows, user: Any) -> dict[str, Any]:
    """Return what the bar at the top and every row need besides the rows."""
    translation, stands = on_bench.translation, standing(on_bench, user)
    return {
        **_links(translation, stands.target, may_edit=on_bench.may_edit),
        "bench": on_bench,
        "translation": translation,
        "standing": stands,
        "valid_until": _asked_of_reviewer(stands.target) if stands.may_send_back else None,
        "language": translation.target_locale.language_code,
        "language_name": translation.target_locale.get_display_name(),
        "source_language": locales.SOURCE,
        "user": user,
    }


def _asked_of_reviewer(target: Any) -> Any:
    """Return the field for a day, where the present step of review asks for one."""
    step = review_workflow.running_task(target)
    form = step.task.specific.get_form_for_action("approve") if step else None
    return form().fields.get("valid_until") if form else None


def _links(translation: Translation, target: Any, *, may_edit: bool) -> dict[str, str | None]:
    """Return the addresses of both sides: editors and the live page."""
    source = translation.source.get_source_instance()
    own = AdminURLFinder().get_edit_url(target) if target is not None else None
    return {
        "upstream_url": f"{own}?editor={UPSTREAM}" if own and may_edit else None,
        "source_url": getattr(source, "html_url", None) if source.live else None,
        "live_url": getattr(target, "html_url", None) if target and target.live else None,
    }


def offers(translation: Translation, segment_id: int) -> list[dict[str, Any]]:
    """Return what could be written for a segment, each with how its source differs from ours.

    What is shown as the translation before is not offered once more.
    """
    row = next((each for each in segment_rows(translation) if each.id == segment_id), None)
    found = suggestions.suggestions(row, translation.target_locale) if row else []
    return [
        {"found": each, "diff": word_diff(each.source, row.source)}
        for each in found
        if row and each.text != row.old_text
    ]


def _asked(request: HttpRequest, translation: Translation) -> dict[str, Any]:
    """Return the suggestions for the segment in the address: without a script they are a page."""
    at = request.GET.get("at", "")
    if not at.isdecimal():
        return {}
    return {"at": int(at), **help_with(request, translation, int(at))}


def help_with(request: HttpRequest, translation: Translation, segment_id: int) -> dict[str, Any]:
    """Return the suggestions for a segment, and which machines may be asked for one more."""
    offered = offers(translation, segment_id)
    said = {offer["found"].origin for offer in offered}
    asked = suggestions.questions(translation, segment_id)
    show = request.GET.get("show", "")
    edit_url = reverse("workbench:edit", args=[translation.pk])
    return {
        "offered": offered,
        "questions": [question for question in asked if question.machine not in said],
        "back": f"{edit_url}?show={show}&at={segment_id}#segment-{segment_id}",
    }


def _show(request: HttpRequest) -> Show:
    wanted = request.GET.get("show", "")
    return Show(wanted) if wanted in Show.values else Show.ALL


def _filters(on_bench: EditorRows, chosen: Show) -> list[dict[str, Any]]:
    """Return the filters that would show something; the first shows everything."""
    counted = [(show, sum(matches(row, show) for row in on_bench.rows)) for show in Show]
    return [
        {"value": show.value, "label": show.label, "count": count, "is_chosen": show == chosen}
        for show, count in counted
        if count or show in {Show.ALL, Show.UNFINISHED, chosen}
    ]
