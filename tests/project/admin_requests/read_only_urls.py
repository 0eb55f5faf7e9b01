"""Addresses of the admin that only read, or change nothing but one's own session."""

from typing import Final

from .admin_urls import Address
from .write_request import Entry

# What is called so only shows, whichever model it is about.
LISTS: Final = frozenset(
    {
        "choose",
        "choose_results",
        "chosen",
        "chosen_multiple",
        "detail",
        "find",
        "history",
        "history_results",
        "index",
        "index_results",
        "inspect",
        "list",
        "list_results",
        "listing",
        "revisions_compare",
        "usage",
        "usage_results",
    }
)
_NAMES: Final = """
wagtailadmin_home wagtailadmin_error_test wagtailadmin_explore_root wagtailadmin_explore
wagtailadmin_explore_results wagtailadmin_choose_page wagtailadmin_choose_page_child
wagtailadmin_choose_page_search wagtailadmin_choose_page_chosen_multiple
wagtailadmin_choose_page_external_link wagtailadmin_choose_page_email_link
wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_anchor_link
wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete wagtailadmin_block_preview
wagtailadmin_sprite wagtailadmin_javascript_catalog
wagtailadmin_login wagtailadmin_logout wagtailadmin_password_reset
wagtailadmin_password_reset_done wagtailadmin_password_reset_confirm
wagtailadmin_password_reset_complete
wagtailadmin_pages:type_use wagtailadmin_pages:type_use_results wagtailadmin_pages:choose_parent
wagtailadmin_pages:add_subpage wagtailadmin_pages:preview_on_add wagtailadmin_pages:preview_on_edit
wagtailadmin_pages:view_draft
wagtailadmin_pages:search wagtailadmin_pages:search_results wagtailadmin_pages:move
wagtailadmin_pages:collect_workflow_action_data wagtailadmin_pages:confirm_workflow_cancellation
wagtailadmin_pages:workflow_preview wagtailadmin_pages:revisions_index
wagtailadmin_pages:revisions_view wagtailadmin_pages:workflow_history
wagtailadmin_pages:workflow_history_detail
wagtailadmin_workflows:select_task_type wagtailadmin_workflows:task_index
wagtailadmin_workflows:task_index_results wagtailadmin_workflows:task_chooser
wagtailadmin_workflows:task_chooser_results wagtailadmin_workflows:task_chosen
wagtailadmin_reports:locked_pages wagtailadmin_reports:locked_pages_results
wagtailadmin_reports:workflow wagtailadmin_reports:workflow_results
wagtailadmin_reports:workflow_tasks wagtailadmin_reports:workflow_tasks_results
wagtailadmin_reports:site_history wagtailadmin_reports:site_history_results
wagtailadmin_reports:aging_pages wagtailadmin_reports:aging_pages_results
wagtailadmin_reports:page_types_usage wagtailadmin_reports:page_types_usage_results
exchange:archive exchange:download exchange:review exchange:file
feedback:inbox feedback:inbox_results jobs_report jobs_report_results
search_missed:index search_missed:results
board:coverage board:export gate:legal_validity
editorial:due_for_review editorial:due_for_review_results editorial:broken_links
editorial:broken_links_results editorial:my_drafts editorial:my_drafts_results
translation:work_list translation:minor_edits
releases:detail workbench:status workbench:preview workbench:help workbench:check
events:desk events:numbers events:import events:activity events:group events:log
events:group_attendance events:export events:person events:certificate events:dates
events:attendance_list events:messages events:message
desk:inbox desk:board desk:export desk:remits desk:templates desk:case desk:file
school_support:numbers school_support:public_numbers school_support:schools
batches:progress batches:state
terms:export wagtailembeds:chooser wagtailembeds:chooser_upload
wagtailimages:url_generator wagtailimages:url_generator_output wagtailimages:preview
wagtailimages:image_usage wagtaildocs:document_usage wagtailimages_chooser:select_format
wagtail_localize:javascript_catalog wagtail_localize:download_pofile
wagtail_localize:preview_translation wagtail_localize:translations_report
wagtail_localize:translations_report_results wagtail_localize:snippets_api_listing
wagtail_localize:snippets_api_detail
"""
# Nobody may, or nothing can be sent that would change anything; the reason beside each.
_NOBODY: Final = {
    "consents:edit": "a record is corrected by another one",
    "consents:delete": "a record is withdrawn or marked as a mistake",
    "wagtaillocales:add": "all the languages that the settings have are there",
    "wagtailsites:copy": "as wagtailsites:add",
    "wagtailimages:create_multiple_from_uploaded_image": "for files that want other fields first",
    "wagtaildocs:create_multiple_from_uploaded_document": "likewise",
    "wagtaillocales:delete": "all of them are in use",
    "wagtailadmin_api:pages:action copy_for_translation": "a copy would show Polish elsewhere",
    "wagtail_localize:machine_translate": "ours charges nobody twice",
    "wagtail_localize:convert_to_alias": "it would show Polish at another language's address",
    "wagtail_localize:submit_snippet_translation": "every language of it has begun",
    "machine_translation:run": "no machine is configured: tests/translation/machines",
    "machine_translation:ask_again": "likewise",
    "machine_translation:suggest": "likewise",
    "exchange:upstream_download": "a file",
    "wagtailredirects:start_import": "the file is kept on the disk until it is processed",
    "wagtailredirects:process_import": "it wants the file that was kept",
    "wagtailadmin_editing_sessions:ping": "who is in the editor just now",
    "wagtailadmin_editing_sessions:release": "likewise",
    "gate:checks": "no finding waits: tests/translation/review/test_accepted_findings",
    "editorial:held_letters": "no letters are held: tests/project/backup",
    "releases:texts": "no text waits for its source: tests/translation/releases",
}
_SCENES: Final[dict[str, Entry]] = {
    name: Entry(scene="review")
    for name in (
        "wagtailadmin_pages:collect_workflow_action_data",
        "wagtailadmin_pages:workflow_preview",
        "wagtailadmin_pages:workflow_history_detail",
        "gate:checks",
    )
}
READING: Final[dict[str, Entry]] = {
    name: _SCENES.get(name, Entry()) for name in (*_NAMES.split(), *_NOBODY)
}


def reads_only(address: Address) -> bool:
    """Tell whether a table says that nothing is changed at an address.

    Choosers of snippets have no form to make one, and refuse it.
    """
    if (
        address.key in READING
        or address.name in READING
        or address.space.startswith("wagtailsnippetchoosers_")
    ):
        return True
    return address.name.rpartition(":")[2] in LISTS and address.name != "exchange:choose"
