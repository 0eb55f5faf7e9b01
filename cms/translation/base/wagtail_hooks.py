"""Menu items, addresses and the translation editor's buttons."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import TranslatableMixin

from cms.core.menu import PermittedMenuItem

from .admin import source_sync
from .admin.home_panel import NextTranslationsPanel
from .admin.minor_edit import MinorEditMenuItem, MinorEditSnippetMenuItem, publish_as_minor
from .admin.minor_edit_views import ConfirmView, MinorEditsView, undo_minor_edit
from .admin.terms import TermViewSet
from .admin.work_list import WorkListView, start_translation
from .admin.workflow_actions import handle_action
from .domain import minor_edits, permissions, submitted_reviews, value_changes


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Add the list of work and the address that starts a translation."""
    urls = [
        path("", WorkListView.as_view(), name="work_list"),
        path("start/<int:page_id>/<slug:locale_code>/", start_translation, name="start"),
    ]
    urls += [
        path("minor/", MinorEditsView.as_view(), name="minor_edits"),
        path("minor/<int:revision_id>/", ConfirmView.as_view(), name="minor_edit"),
        path("minor/<int:edit_id>/undo/", undo_minor_edit, name="undo_minor_edit"),
    ]
    return [path("translations/", include((urls, "translation"), namespace="translation"))]


@hooks.register("register_admin_viewset")
def register_terms() -> TermViewSet:
    """Add the term base."""
    return TermViewSet("terms")


@hooks.register("register_admin_menu_item")
def register_work_list() -> MenuItem:
    """Put the list of work near the top of the menu."""
    return PermittedMenuItem(
        _("To translate"),
        reverse("translation:work_list"),
        icon_name="wagtail-localize-language",
        order=150,
        shown_to=permissions.translates,
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name what the history of a page says of a minor edit."""
    actions.register_action(
        minor_edits.LOG_ACTION,
        _("Minor edit"),
        _("Marked as a minor edit: translations stay current"),
    )
    actions.register_action(
        minor_edits.LOG_UNDONE,
        _("Undo minor edit"),
        _("Minor edit undone: translations are behind"),
    )
    actions.register_action(
        submitted_reviews.LOG_ACTION,
        _("Hand the review over"),
        _("The review goes on for a closed account"),
    )
    actions.register_action(
        value_changes.LOG_LEFT,
        _("Not followed the Polish page"),
        _("Still shows what the Polish page has changed"),
    )
    actions.register_action(
        value_changes.LOG_ACTION,
        _("Follow the Polish page"),
        _("Took over from the Polish page what needs no translator"),
    )


@hooks.register("register_reports_menu_item")
def register_minor_edits() -> MenuItem:
    """List who declared what minor, to be looked at and undone."""
    return PermittedMenuItem(
        _("Minor edits"),
        reverse("translation:minor_edits"),
        name="minor-edits",
        icon_name="check",
        order=110,
        shown_to=permissions.publishes_polish,
    )


@hooks.register("construct_homepage_panels")
def add_next_translations(request: HttpRequest, panels: list[Any]) -> None:
    """Show the next work on the dashboard."""
    panels.append(NextTranslationsPanel(request))


@hooks.register("construct_reports_menu")
def hide_stock_report(_request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Drop the stock report: it says “up to date” until somebody remembers to sync."""
    stock = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != stock]


@hooks.register("construct_page_action_menu")
def hide_aliases(menu_items: list[Any], _request: HttpRequest, _context: dict[str, Any]) -> None:
    """Drop “convert to alias” from the page editor's menu; its address is refused as well."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


# Before wagtail-localize's own hooks, which show its editor and end the chain.
@hooks.register("before_edit_page", order=-10)
def before_edit_page(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Handle submit, publish and send back on a translated page, and a source's minor edit."""
    if request.method != "POST":
        return None
    return publish_as_minor(request, page) or handle_action(request, page)


@hooks.register("before_edit_snippet", order=-10)
def before_edit_snippet(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Handle publish on a translated snippet."""
    if request.method != "POST" or not hasattr(instance, "translation_key"):
        return None
    return publish_as_minor(request, instance) or handle_action(request, instance)


@hooks.register("register_page_action_menu_item")
def register_minor_edit() -> MinorEditMenuItem:
    """Offer “publish as a minor edit” for pages."""
    return MinorEditMenuItem(order=95)


@hooks.register("register_snippet_action_menu_item")
def register_minor_snippet_edit(model: Any) -> MinorEditSnippetMenuItem | None:
    """Offer it for translatable snippets as well."""
    return MinorEditSnippetMenuItem(order=95) if issubclass(model, TranslatableMixin) else None


@hooks.register("after_unpublish_page")
@hooks.register("after_unpublish")
def say_what_went_down(request: HttpRequest, instance: Any) -> None:
    """Name the languages that went off-line with a source."""
    source_sync.say_what_went_down(request, [instance])


@hooks.register("after_publish_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def say_what_came_back(request: HttpRequest, instance: Any) -> None:
    """Name the languages that came back with a source."""
    source_sync.say_what_came_back(request, [instance])
    source_sync.say_what_followed(request, [instance])
    source_sync.say_what_was_left(request, [instance])


@hooks.register("after_bulk_action")
def say_what_followed(
    request: HttpRequest, action_type: str, objects: list[Any], _action: Any
) -> None:
    """The same for many."""
    if action_type == "unpublish":
        source_sync.say_what_went_down(request, objects)
    if action_type == "publish":
        source_sync.say_what_came_back(request, objects)
        source_sync.say_what_followed(request, objects)
        source_sync.say_what_was_left(request, objects)
