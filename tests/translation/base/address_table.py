"""Every address of the admin that shows or writes texts, with what it needs to be called."""

from collections.abc import Iterator
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

# Models whose instances are translated, by the end of their namespaces; see ``objects.snippets``.
SNIPPETS: Final = (
    "handbook_audience",
    "handbook_glossaryterm",
    "pages_alertbanner",
    "pages_footer",
    "pages_fundingline",
    "pages_navigation",
    "points_service",
    "school_support_supportkind",
)
_PAGES: Final[dict[str, tuple[str, ...]]] = {
    "add": ("app", "model", "home"),
    "preview_on_add": ("app", "model", "home"),
    "type_use": ("app", "model"),
    "type_use_results": ("app", "model"),
    "choose_parent": ("app", "model"),
    "usage": ("page",),
    "edit": ("page",),
    "preview_on_edit": ("page",),
    "view_draft": ("page",),
    "add_subpage": ("home",),
    "delete": ("page",),
    "unpublish": ("page",),
    "convert_alias": ("page",),
    "search": (),
    "search_results": (),
    "move": ("page",),
    "move_confirm": ("page", "other_home"),
    "set_page_position": ("page",),
    "copy": ("page",),
    "workflow_action": ("page", "approve", "task_state"),
    "collect_workflow_action_data": ("page", "approve", "task_state"),
    "confirm_workflow_cancellation": ("page",),
    "workflow_preview": ("page", "task"),
    "set_privacy": ("page",),
    "lock": ("page",),
    "unlock": ("page",),
    "revisions_index": ("page",),
    "revisions_view": ("page", "revision"),
    "revisions_revert": ("page", "revision"),
    "revisions_unschedule": ("page", "revision"),
    "revisions_compare": ("page", "live", "latest"),
    "workflow_history": ("page",),
    "workflow_history_detail": ("page", "workflow_state"),
    "history": ("page",),
    "history_results": ("page",),
}
_LOCALIZE: Final[dict[str, tuple[str, ...]]] = {
    "javascript_catalog": (),
    "submit_page_translation": ("source",),
    "submit_snippet_translation": ("app", "alertbanner", "source_alert"),
    "update_translations": ("translation_source",),
    "edit_string_translation": ("translation", "segment"),
    "edit_override": ("translation", "override"),
    "download_pofile": ("translation",),
    "upload_pofile": ("translation",),
    "machine_translate": ("translation",),
    "preview_translation": ("translation",),
    "stop_translation": ("translation",),
    "convert_to_alias": ("page",),
    "translations_report": (),
    "translations_report_results": (),
    "snippets_api_listing": ("app", "alertbanner"),
    "snippets_api_detail": ("app", "alertbanner", "alert"),
}
_SNIPPET: Final[dict[str, tuple[str, ...]]] = {
    "list": (),
    "list_results": (),
    "add": (),
    "edit": ("snippet",),
    "delete": ("snippet",),
    "usage": ("snippet",),
    "history": ("snippet",),
    "history_results": ("snippet",),
    "copy": ("snippet",),
    "revisions_revert": ("snippet", "snippet_revision"),
    "revisions_compare": ("snippet", "live", "latest"),
    "revisions_unschedule": ("snippet", "snippet_revision"),
    "unpublish": ("snippet",),
}
_CHOOSER: Final[dict[str, tuple[str, ...]]] = {
    "choose": (),
    "choose_results": (),
    "chosen": ("snippet",),
    "chosen_multiple": (),
    "create": (),
}
_TOOLS: Final[dict[str, tuple[str, ...]]] = {
    "translation:work_list": (),
    "translation:start": ("source", "code"),
    "translation:minor_edits": (),
    "translation:minor_edit": ("revision",),
    "translation:undo_minor_edit": ("minor_edit",),
    "board:index": (),
    "board:coverage": (),
    "board:assign": (),
    "board:start": ("key", "code"),
    "board:export": ("csv",),
    "gate:checks": ("task_state",),
    "gate:legal_validity": (),
    "gate:renew": ("source",),
    "notices:index": (),
    "machine_translation:index": (),
    "machine_translation:run": (),
    "machine_translation:ask_again": (),
    "machine_translation:settings": (),
    "machine_translation:suggest": ("translation", "segment"),
    "releases:index": (),
    "releases:submit": (),
    "releases:add": (),
    "releases:detail": ("release",),
    "releases:cancel": ("release",),
    "releases:run_now": ("release",),
    "releases:prepare": ("release",),
    "releases:change": ("release",),
    "releases:undo": ("release",),
    "releases:texts": ("release", "code"),
    "releases:urgent": ("source",),
    "releases:catch_up": ("source",),
    "exchange:index": (),
    "exchange:export": (),
    "exchange:import": (),
    "exchange:download": ("translation", "file_format"),
    "exchange:archive": ("export",),
    "exchange:review": ("import",),
    "exchange:confirm": ("import",),
    "exchange:discard": ("import",),
    "exchange:file": ("file",),
    "exchange:choose": ("file",),
    "exchange:upstream_download": ("translation",),
    "exchange:upstream_upload": ("translation",),
    "workbench:edit": ("translation",),
    "workbench:status": ("translation",),
    "workbench:many": ("translation",),
    "workbench:preview": ("translation",),
    "workbench:segment": ("translation", "segment"),
    "workbench:help": ("translation", "segment"),
    "workbench:check": ("translation", "segment"),
    "workbench:override": ("translation", "override"),
    "workbench:upstream_string": ("translation", "segment"),
    "editorial:check_links": (),
    "editorial:reviewed": ("page",),
    "editorial:due_for_review": (),
    "editorial:due_for_review_results": (),
    "editorial:broken_links": (),
    "editorial:broken_links_results": (),
    "editorial:held_letters": (),
    "editorial:my_drafts": (),
    "editorial:my_drafts_results": (),
    "wagtailadmin_api:pages:listing": (),
    "wagtailadmin_api:pages:find": (),
    "wagtailadmin_api:pages:detail": ("page",),
    **{
        f"wagtailadmin_api:pages:action {action}": ("page", action)
        for action in (
            "convert_alias",
            "copy",
            "copy_for_translation",
            "create_alias",
            "delete",
            "move",
            "publish",
            "revert_to_page_revision",
            "unpublish",
        )
    },
    **{
        f"wagtail_bulk_action {action}": ("wagtailcore", "page_model", action)
        for action in ("delete", "move", "publish", "unpublish")
    },
    "wagtail_bulk_action delete_snippet": ("app", "alertbanner", "delete"),
}
# For each address the names of its arguments, see ``objects``. What follows a space tells apart
# what one address does.
ARGUMENTS: Final[dict[str, tuple[str, ...]]] = {
    **{f"wagtailadmin_pages:{name}": found for name, found in _PAGES.items()},
    **{f"wagtail_localize:{name}": found for name, found in _LOCALIZE.items()},
    **{
        f"wagtailsnippets_{kind}:{name}": found
        for kind in SNIPPETS
        for name, found in _SNIPPET.items()
    },
    **{
        f"wagtailsnippetchoosers_{kind}:{name}": found
        for kind in SNIPPETS
        for name, found in _CHOOSER.items()
    },
    **_TOOLS,
}
SPACES: Final = frozenset(name.rpartition(":")[0] for name in ARGUMENTS) - {""}
PLAIN: Final = frozenset(name.partition(" ")[0] for name in ARGUMENTS if ":" not in name)
# Namespaces that hold no text of a page or snippet in any language; Wagtail's and our own
# permissions on their models decide, and their own tests tell who may.
ELSEWHERE: Final = frozenset(
    {
        "batches",  # Only the owner's own, see tests/core/batches.
        "consents",
        "desk",  # tests/cases.
        "events",
        "feedback",
        "school_support",  # tests/school_support.
        "search_missed",  # Searches that find nothing: whoever may add such words.
        "synonyms",  # The words people say: whoever may change the term base.
        "terms",  # The term base: the permissions on its model.
        "wagtailadmin_api:documents",
        "wagtailadmin_api:images",
        "wagtailadmin_collections",
        "wagtailadmin_editing_sessions",
        "wagtailadmin_reports",
        "wagtailadmin_workflows",
        "wagtaildocs",
        "wagtaildocs_chooser",
        "wagtailembeds",
        "wagtailimages",
        "wagtailimages_chooser",
        "wagtaillocales",
        "wagtailredirects",
        "wagtailsettings",
        "wagtailsites",
        "wagtailsnippets",  # A list of the kinds.
        "wagtailusers_groups",
        "wagtailusers_users",
    }
)
# The same for names without a namespace: choosers, one's own account, logging in, public files.
PLAIN_ELSEWHERE: Final = frozenset(
    {
        "jobs_report",
        "jobs_report_results",
        "jobs_retry",
        "stories_pictures",  # Pictures and mistakes: tests/content/stories.
        "stories_take_back",
        "stories_void",
        "stories_withdraw",
        "wagtailadmin_account",
        "wagtailadmin_block_preview",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_dismissibles",
        "wagtailadmin_error_test",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_explore_root",
        "wagtailadmin_home",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_sprite",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
        "wagtailcore_login",
        "wagtaildocs_authenticate_with_password",
        "wagtaildocs_serve",
        "wagtailimages_serve",
    }
)


def registered() -> Iterator[tuple[str, str]]:
    """Yield (namespace, name) of every named address in the URL configuration."""

    def walk(patterns: Any, spaces: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from walk(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern) and pattern.name:
                yield ":".join(spaces), pattern.name

    yield from walk(get_resolver().url_patterns, ())
