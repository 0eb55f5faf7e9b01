"""The rights table: who may do what, at every address of ``address_table``.

A role is a letter: A author, L legal reviewer, P publisher; t translator and r language reviewer of
the language that the object is written in, T and R those of another language. ``Rule.source`` are
the roles allowed where the object is Polish (or belongs to Russian, where Polish has none such),
``Rule.target`` where it is written in another language. All others get 403, or Wagtail's way to
say it. Administrators may do everything but what nobody may.
"""

from dataclasses import dataclass
from typing import Final

EVERYBODY: Final = "ALPtrTR"


@dataclass(frozen=True, slots=True)
class Rule:
    """The roles that are let in, as letters."""

    source: str
    target: str


NOBODY: Final = Rule("", "")
LIST: Final = Rule(EVERYBODY, EVERYBODY)
WRITE: Final = Rule("ALP", "tr")
PUBLISH: Final = Rule("P", "r")
ADD: Final = Rule("AP", "")
DECIDE: Final = Rule("L", "r")  # The step of the review that both are in.
HELD: Final = Rule("", "r")  # Publishers' too, but not while somebody else reviews the page.
SOURCE_ONLY: Final = Rule("P", "")
OF_SOURCE: Final = Rule("P", "P")
TRANSLATE: Final = Rule("tr", "tr")
REVIEW: Final = Rule("r", "r")
TRANSLATORS: Final = Rule("trTR", "trTR")

_PAGES: Final[dict[Rule, str]] = {
    LIST: (
        "type_use type_use_results choose_parent search search_results"
        " confirm_workflow_cancellation workflow_preview revisions_index"
    ),
    WRITE: (
        "usage edit preview_on_edit view_draft copy revisions_view revisions_revert"
        " revisions_compare workflow_history workflow_history_detail history history_results"
    ),
    ADD: "add preview_on_add add_subpage",
    DECIDE: "workflow_action collect_workflow_action_data lock",
    PUBLISH: "set_privacy revisions_unschedule",
    # Nobody takes down, deletes or moves a page while somebody else reviews it.
    HELD: "unpublish delete move",
    # Into another language, of what is no alias, of what is not locked.
    NOBODY: "convert_alias move_confirm unlock set_page_position",
}
_LOCALIZE: Final[dict[Rule, str]] = {
    LIST: (
        "javascript_catalog translations_report translations_report_results"
        " snippets_api_listing snippets_api_detail"
    ),
    TRANSLATE: (
        "edit_string_translation edit_override download_pofile upload_pofile preview_translation"
    ),
    REVIEW: "stop_translation",
    OF_SOURCE: "submit_page_translation submit_snippet_translation update_translations",
    # Ours charges nobody twice; an alias would show Polish at another language's address.
    NOBODY: "machine_translate convert_to_alias",
}
_ON_SNIPPETS: Final = "edit usage history history_results revisions_revert revisions_compare"
# Words that pages share: whoever writes may suggest one.
_WORDS: Final[dict[Rule, str]] = {
    LIST: "list list_results",
    ADD: "add copy",
    WRITE: _ON_SNIPPETS,
    PUBLISH: "unpublish revisions_unschedule",
    SOURCE_ONLY: "delete",
}
# What stands around every page is the publishers'.
_FRAME: Final[dict[Rule, str]] = {
    Rule("PtrTR", "PtrTR"): "list list_results",
    SOURCE_ONLY: "add copy",
    Rule("P", "tr"): _ON_SNIPPETS,
    PUBLISH: "unpublish revisions_unschedule",
    NOBODY: "delete",
}
_CHOOSERS: Final[dict[Rule, str]] = {LIST: "choose choose_results chosen chosen_multiple"}
_TOOLS: Final[dict[Rule, str]] = {
    LIST: (
        "translation:work_list board:index board:coverage board:export gate:legal_validity"
        " notices:index"  # One's own.
        " releases:index releases:detail"
        " editorial:check_links editorial:due_for_review editorial:due_for_review_results"
        " editorial:broken_links editorial:broken_links_results"
        " editorial:my_drafts editorial:my_drafts_results"
        " wagtailadmin_api:pages:listing wagtailadmin_api:pages:find wagtailadmin_api:pages:detail"
    ),
    WRITE: "gate:checks",
    DECIDE: "editorial:reviewed",  # While it is in review, only who decides about it.
    TRANSLATE: (
        "translation:start board:start machine_translation:run machine_translation:suggest"
        " workbench:edit workbench:status workbench:many workbench:preview workbench:segment"
        " workbench:help workbench:check workbench:override workbench:upstream_string"
        " releases:texts"
        " exchange:export exchange:download exchange:upstream_download exchange:upstream_upload"
    ),
    # Their own things only: what others have is not theirs to see or to decide.
    TRANSLATORS: (
        "machine_translation:index machine_translation:ask_again exchange:index exchange:import"
    ),
    Rule("L", "L"): "gate:renew",
    Rule("Pr", "Pr"): "board:assign",
    Rule("Ptr", "Ptr"): "releases:submit",
    OF_SOURCE: (
        "translation:minor_edits translation:undo_minor_edit"
        " releases:add releases:cancel releases:change releases:prepare releases:run_now"
        " releases:undo releases:catch_up"
    ),
    Rule("", "P"): "releases:urgent",  # Not while the source is in review.
    NOBODY: (
        "editorial:held_letters"  # Administrators release them.
        " machine_translation:settings exchange:archive exchange:review exchange:confirm"
        " exchange:discard exchange:file exchange:choose"
    ),
}
_ACTIONS: Final[dict[Rule, str]] = {
    WRITE: "convert_alias copy_for_translation move revert_to_page_revision",
    PUBLISH: "publish delete",
    HELD: "unpublish",
    SOURCE_ONLY: "copy create_alias",
}
WORDS: Final = (
    "handbook_audience",
    "handbook_glossaryterm",
    "points_service",
    "school_support_supportkind",
)
FRAME: Final = ("pages_alertbanner", "pages_footer", "pages_fundingline", "pages_navigation")


def _spread(before: str, table: dict[Rule, str]) -> dict[str, Rule]:
    return {f"{before}{name}": rule for rule, names in table.items() for name in names.split()}


ALLOWED: Final[dict[str, Rule]] = {
    **_spread("wagtailadmin_pages:", _PAGES),
    **_spread("wagtail_localize:", _LOCALIZE),
    **_spread("", _TOOLS),
    **_spread("wagtailadmin_api:pages:action ", _ACTIONS),
    **_spread("wagtail_bulk_action ", {HELD: "delete publish", PUBLISH: "move unpublish"}),
    "wagtail_bulk_action delete_snippet": WRITE,
    "translation:minor_edit": SOURCE_ONLY,
}
for _kinds, _table in ((WORDS, _WORDS), (FRAME, _FRAME)):
    for _kind in _kinds:
        ALLOWED.update(_spread(f"wagtailsnippets_{_kind}:", _table))
        ALLOWED.update(_spread(f"wagtailsnippetchoosers_{_kind}:", _CHOOSERS))
        ALLOWED[f"wagtailsnippetchoosers_{_kind}:create"] = NOBODY  # Choosers have no form for it.
ALLOWED["wagtailsnippets_pages_alertbanner:delete"] = SOURCE_ONLY
# Wagtail's bulk actions answer everybody alike and leave out what is not theirs to act on.
BULK: Final = frozenset(
    f"wagtail_bulk_action {action}" for action in ("delete", "move", "publish", "unpublish")
)
