"""What is sent to each address of the admin that changes something, and who may.

A role is a letter: A author, L legal reviewer, P publisher, t translator and r language reviewer of
Ukrainian, T and R those of Russian, C school coordinator, D adviser, O organiser, X administrator.
An address that stands in no table here fails the walk.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from cms.translation.releases.domain.plan_versions import plan_version
from cms.translation.releases.models import Release
from tests.translation.base.address_rules import WORDS

from . import request_bodies
from .request_bodies import Values
from .write_request import Entry, Fields

REVIEW: Final = "review"
TARGET: Final = "target"
TARGET_REVIEW: Final = "target review"
PAGES: Final[dict[str, Entry]] = {
    "add": Entry("APX", request_bodies.page()),
    "edit": Entry("ALPX", lambda _w: request_bodies.page(slug="praca")),
    "delete": Entry("PX"),
    "unpublish": Entry("PX"),
    "convert_alias": Entry("ALPX", at={"page_id": "alias"}),
    "move_confirm": Entry("PX"),
    "set_page_position": Entry("PX", query="?position=2"),
    "copy": Entry("APX", {"new_slug": "kopia", "new_title": "Kopia"}),
    "workflow_action approve": Entry(
        "LX", {"valid_until": "2999-01-01"}, scene=REVIEW, query=request_bodies.seen
    ),
    "workflow_action reject": Entry(
        "LX", {"comment": "Nie."}, scene=REVIEW, query=request_bodies.seen
    ),
    "set_privacy": Entry("PX", {"restriction_type": "login"}),
    "lock": Entry("LPX"),
    "unlock": Entry("PX", at={"page_id": "locked"}),
    "revisions_revert": Entry(
        "ALPX", lambda w: request_bodies.page(slug="praca", revision=w["revision_id"])
    ),
    "revisions_unschedule": Entry("PX", at={"page_id": "planned_page", "revision_id": "planned"}),
}
# The same for pages in another language.
TARGETS: Final[dict[str, Entry]] = {
    "delete": Entry("rX", scene=TARGET),
    "unpublish": Entry("rX", scene=TARGET),
    "workflow_action approve": Entry("rX", scene=TARGET_REVIEW, query=request_bodies.seen),
    "workflow_action reject": Entry(
        "rX", {"comment": "Ні."}, scene=TARGET_REVIEW, query=request_bodies.seen
    ),
    "set_privacy": Entry("rX", {"restriction_type": "login"}, scene=TARGET),
    "lock": Entry("rX", scene=TARGET),
}
API: Final[dict[str, Entry]] = {
    "convert_alias": Entry("ALPX", at={"pk": "alias"}),
    "copy": Entry("APX", lambda _w: {"slug": "kopia", "keep_live": False, "recursive": False}),
    "delete": Entry("PX", request_bodies.read_by_api("delete")),
    "publish": Entry("PX", lambda w: {"seen": w["newest"]}),
    "unpublish": Entry("PX", request_bodies.read_by_api("unpublish")),
    "move": Entry(
        "PX",
        lambda w: {
            **request_bodies.read_by_api("move")(w),
            "destination_page_id": w["destination_id"],
        },
    ),
    "create_alias": Entry("PX", lambda _w: {"update_slug": "drugi-alias"}),
    "revert_to_page_revision": Entry("ALPX", lambda w: {"revision_id": w["revision_id"]}),
}
BULK_PAGES: Final[dict[str, Entry]] = {
    "delete": Entry("PX"),
    "move": Entry("PX", lambda w: {"chooser": w["destination_id"]}),
    "publish": Entry("PX"),
    "unpublish": Entry("PX"),
}


def _plan(key: str) -> Callable[[Values], Fields]:
    """Say that the plan of a release was seen as it is."""
    return lambda w: {"seen": plan_version(Release.objects.get(pk=w[key]))}


def _spread(before: str, table: Mapping[str, Entry]) -> dict[str, Entry]:
    return {f"{before}{name}": entry for name, entry in table.items()}


WAGTAIL: Final[dict[str, Entry]] = {
    "wagtailadmin_account": Entry(
        "ALPtrTRCDOX", {"name_email-first_name": "Inne", "name_email-last_name": "Nazwisko"}
    ),
    "wagtailadmin_collections:add": Entry(
        "X", lambda w: {"name": "Nowy", "parent": w["root_collection"]}
    ),
    "wagtailadmin_collections:edit": Entry("X", {"name": "Inny"}),
    "wagtailadmin_collections:delete": Entry("X"),
    "wagtailadmin_collections:set_privacy": Entry("X", {"restriction_type": "login"}),
    "wagtailadmin_workflows:add": Entry("X", request_bodies.workflow),
    "wagtailadmin_workflows:edit": Entry("X", request_bodies.workflow),
    "wagtailadmin_workflows:enable": Entry("X", at={"pk": "idle"}),
    "wagtailadmin_workflows:disable": Entry("X"),
    "wagtailadmin_workflows:remove": Entry("X"),
    "wagtailadmin_workflows:add_task": Entry("X", lambda w: {"name": "N", "groups": w["lawyers"]}),
    "wagtailadmin_workflows:edit_task": Entry("X", at={"pk": "step"}),
    "wagtailadmin_workflows:disable_task": Entry("X", at={"pk": "step"}),
    "wagtailadmin_workflows:enable_task": Entry("X", at={"pk": "off"}),
    "wagtailadmin_workflows:task_chooser_create": Entry(
        "X",
        lambda w: {"create-task-name": "N", "create-task-groups": w["lawyers"]},
        query="?create_model=gate.legalreviewtask",
    ),
    "wagtailadmin_dismissibles": Entry("ALPtrTRCDOX", {"whats-new": True}, method="patch"),
    "wagtailredirects:add": Entry(
        "PX", {"old_path": "/nowy", "redirect_link": "https://a.example"}
    ),
    "wagtailredirects:edit": Entry("PX", {"redirect_link": "https://b.example"}),
    "wagtailredirects:delete": Entry("PX"),
    "wagtaildocs:add": Entry(
        "APOX", lambda _w: {"title": "Nowy", "file": request_bodies.text_file()}
    ),
    "wagtaildocs:edit": Entry("PX", {"title": "Inny"}),
    "wagtaildocs:delete": Entry("PX"),
    "wagtaildocs:add_multiple": Entry(
        "APOX", lambda _w: {"title": "N", "files[]": request_bodies.text_file()}
    ),
    "wagtaildocs:edit_multiple": Entry(
        "PX", lambda w: request_bodies.renamed(f"doc-{w['doc_id']}", w), shown=False
    ),
    "wagtaildocs:delete_multiple": Entry("PX"),
    "wagtaildocs_chooser:create": Entry(
        "APOX", lambda w: request_bodies.chosen_file("document", request_bodies.text_file(), w)
    ),
    "wagtailimages:add": Entry(
        "APOX", lambda _w: {"title": "Nowy", "file": request_bodies.picture()}
    ),
    "wagtailimages:edit": Entry("PX", {"title": "Inny"}),
    "wagtailimages:delete": Entry("PX"),
    "wagtailimages:add_multiple": Entry(
        "APOX", lambda _w: {"title": "N", "files[]": request_bodies.picture()}
    ),
    "wagtailimages:edit_multiple": Entry(
        "PX", lambda w: request_bodies.renamed(f"image-{w['image_id']}", w), shown=False
    ),
    "wagtailimages:delete_multiple": Entry("PX"),
    # One's own upload.
    "wagtailimages:delete_upload_multiple": Entry("P", shown=False),
    "wagtaildocs:delete_upload_multiple": Entry("P", shown=False),
    "wagtailimages_chooser:create": Entry(
        "APOX", lambda w: request_bodies.chosen_file("image", request_bodies.picture(), w)
    ),
    "wagtaillocales:edit": Entry("X"),
    "wagtaillocales:copy": Entry("X"),
    "wagtailsites:add": Entry(
        "X", lambda w: {"hostname": "b.example", "port": 80, "root_page": w["page_pk"]}
    ),
    "wagtailsites:edit": Entry("X", {"site_name": "Inna"}),
    "wagtailsites:delete": Entry("X"),
    "wagtailusers_users:add": Entry("X", request_bodies.PERSON),
    "wagtailusers_users:copy": Entry("X", request_bodies.PERSON),
    "wagtailusers_users:edit": Entry("X", {"first_name": "Inna"}),
    "wagtailusers_users:delete": Entry("X"),
    "wagtailusers_groups:add": Entry("X", {"name": "Nowa"}),
    "wagtailusers_groups:edit": Entry("X", {"name": "Inna"}),
    "wagtailusers_groups:delete": Entry("X"),
    "search_missed:want_page": Entry("PrRX", {"wanted": "yes"}),
    "search_missed:dismiss": Entry("PrRX"),
    "synonyms:add": Entry("PrRX", request_bodies.synonym),
    "synonyms:edit": Entry("PrRX", request_bodies.synonym),
    "synonyms:delete": Entry("PrRX"),
    "terms:add": Entry("PrRX", request_bodies.term),
    "terms:edit": Entry("PrRX", request_bodies.term),
    "terms:delete": Entry("PrRX"),
    "terms:import": Entry("PrRX", lambda _w: {"file": request_bodies.terms_file()}),
    "consents:add": Entry("APX", request_bodies.consent),
    "stories_withdraw": Entry("PX"),
    "stories_take_back": Entry("PX", {"reason": "nobody"}, at={"consent_id": "withdrawn"}),
    "stories_void": Entry("PX", {"reason": "twice"}),
    "stories_pictures": Entry("PX", lambda w: {"seen": w["pictures_seen"]}, leads_on=True),
    "jobs_retry": Entry("X", lambda w: {"job": w["dead_job"]}),
    "feedback:set_state": Entry("PX"),
    "editorial:reviewed": Entry("ALPX", lambda w: {"seen": w["mark"]}),
    "editorial:check_links": Entry("ALPtrTROX"),
}


def _snippets() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for kind, fields in request_bodies.SNIPPET.items():
        is_word = kind in WORDS
        add = "APX" if is_word else "PX"
        goes = "PX" if is_word or kind == "pages_alertbanner" else "X"
        space = f"wagtailsnippets_{kind}"
        found |= {
            f"{space}:add": Entry(add, fields, query="?locale=pl"),
            f"{space}:edit": Entry("ALPX" if is_word else "PX", fields, scene="pl"),
            f"{space}:copy": Entry(add, fields, scene="pl", query="?locale=pl"),
            f"{space}:delete": Entry(goes, scene="pl"),
            f"{space}:unpublish": Entry("PX", scene="pl"),
            f"{space}:revisions_revert": Entry("ALPX" if is_word else "PX", fields, scene="pl"),
            f"{space}:revisions_unschedule": Entry("PX", scene="pl"),
            f"wagtail_bulk_action {' '.join(kind.rsplit('_', 1))} delete": Entry(
                goes, scene="pl", query=lambda w, space=space: f"?id={w[f'{space}.pk']}"
            ),
        }
    return found


ALL_DESK: Final = "OX"
EVENTS: Final[dict[str, Entry]] = {
    "imports": Entry(ALL_DESK, lambda _w: {"name": "Dom", "file": request_bodies.calendar()}),
    "import_take": Entry(ALL_DESK),
    "import_ask": Entry(ALL_DESK),
    "import_forget": Entry(ALL_DESK),
    "proposal_follow": Entry(ALL_DESK),
    "proposal_keep": Entry(ALL_DESK),
    "proposals_follow_all": Entry(ALL_DESK),
    "group_add": Entry(ALL_DESK, request_bodies.GROUP),
    "group_edit": Entry(ALL_DESK, request_bodies.GROUP),
    "group_resize": Entry(ALL_DESK, {"capacity": 7}),
    "group_cancel": Entry(ALL_DESK),
    "group_delete": Entry(ALL_DESK, at={"group_id": "empty_group"}),
    "person_add": Entry(
        ALL_DESK,
        {
            "size": 1,
            "email": "ola@example.org",
            "locale": "pl",
            "consent": "on",
            "name": "Ola",
            "ages": "9",
        },
    ),
    "person_change": Entry(ALL_DESK, {"email": "inna@example.org"}),
    "certificate_issue": Entry(ALL_DESK, at={"registration_id": "attended"}),
    "person_move": Entry(ALL_DESK, lambda w: {"group": w["other_group"]}),
    "person_take_off": Entry(ALL_DESK),
    "person_put_back": Entry(ALL_DESK),
    "person_pass_over": Entry(ALL_DESK, at={"registration_id": "waiting"}),
    "person_decide confirm": Entry(ALL_DESK, at={"registration_id": "next"}),
    "person_decide offer": Entry(ALL_DESK, at={"registration_id": "next"}),
    "person_decide hold": Entry(ALL_DESK, at={"registration_id": "passed"}),
    "series_add": Entry(ALL_DESK, request_bodies.DAYS),
    "series_edit": Entry(ALL_DESK, request_bodies.DAYS),
    "series_remove": Entry(ALL_DESK),
    "attendance": Entry(ALL_DESK, {"all": "yes"}, at={"occurrence_id": "past"}),
    "date_move": Entry(
        ALL_DESK, {"begins": f"{request_bodies.SOON} 10:00", "ends": f"{request_bodies.SOON} 11:00"}
    ),
    "date_cancel": Entry(ALL_DESK),
    "date_restore": Entry(ALL_DESK, at={"occurrence_id": "cancelled"}),
    "message_write": Entry(
        ALL_DESK, {"subject_pl": "Sala", "text_pl": "Sala 5", "states": "confirmed"}
    ),
    "message_send": Entry(ALL_DESK),
    "message_discard": Entry(ALL_DESK),
}
CASE: Final = "CX"
DESK: Final[dict[str, Entry]] = {
    "give": Entry(CASE, lambda w: {"case": f"{w['case_id']}/", "to": w["colleague"]}),
    "template_add": Entry(CASE, lambda w: {"name": "B", "kind": w["case_kind"], "text_pl": "B"}),
    "template": Entry(CASE, {"name": "B"}),
    "template_delete": Entry(CASE),
    "remit": Entry("X", {"everywhere": "on"}),
    "person_data": Entry(
        "X", {"email": "sekretariat@example.org", "action": "erase", "is_asked_for": "on"}
    ),
    "case_triage": Entry(CASE),
    "case_accept": Entry(CASE),
    "case_start": Entry(CASE, at={"case_id": "accepted"}),
    "case_complete": Entry(CASE, at={"case_id": "accepted"}),
    "case_decline": Entry(CASE, {"message": "Nie możemy."}),
    "case_reopen": Entry(CASE, at={"case_id": "completed"}),
    "case_assign": Entry(CASE, lambda w: {"to": w["colleague"]}),
    "case_take": Entry(CASE),
    "case_release": Entry(CASE, lambda w: {"had": w["colleague"]}, at={"case_id": "assigned"}),
    "case_due": Entry(CASE, {"on": "2999-01-01"}),
    "case_merge": Entry(CASE, lambda w: {"reference": w["other_reference"]}),
    "case_part": Entry(CASE, at={"case_id": "joined"}),
    "case_write": Entry(CASE, {"text": "Dzień dobry.", "as": "note"}),
    "case_appoint": Entry(
        CASE, {"meeting": "visit", "day": "2999-01-01", "begins": "10:00", "ends": "11:00"}
    ),
    "case_link": Entry(CASE, lambda w: {"page": w["activity"]}),
    "case_unlink": Entry(CASE, at={"case_id": "linked", "page_id": "activity"}),
    "appointment_move": Entry(CASE, {"place": "Sala 5"}),
    "appointment_cancel": Entry(CASE),
}
TOOLS: Final[dict[str, Entry]] = {
    "translation:start": Entry("trX", at={"page_id": "fresh"}),
    "translation:minor_edit": Entry("PX", at={"revision_id": "minor"}),
    "translation:undo_minor_edit": Entry("PX"),
    "board:assign": Entry(
        "PrX", lambda w: {"ids": w["fresh"], "locales": "uk", "assignee": w["translator"]}
    ),
    "board:start": Entry("trX", at={"key": "fresh_key"}),
    "gate:renew": Entry("LX", {"valid_until": "2999-01-01"}, at={"page_id": "fresh"}),
    "machine_translation:settings": Entry("X", {"uk-characters_a_month": 5}),
    "releases:submit": Entry("PtrX", lambda w: {"ids": w["fresh"], "locales": "uk"}),
    "releases:add": Entry(
        "PX",
        lambda w: {"go_live_at": "2999-01-01 10:00", "locales": w["uk"]},
        query=lambda w: f"?page={w['fresh']}",
    ),
    "releases:cancel": Entry("PX", _plan("release_id")),
    "releases:change": Entry("PX", {"go_live_at": "2999-02-02 10:00"}),
    "releases:prepare": Entry("PX", _plan("draft_release"), at={"release_id": "draft_release"}),
    "releases:run_now": Entry("PX", _plan("ready_release"), at={"release_id": "ready_release"}),
    "releases:catch_up": Entry(
        "PX", lambda w: {"live": w["late_live"], "locales": "uk"}, at={"page_id": "late"}
    ),
    "releases:undo": Entry("PX", _plan("fired_release"), at={"release_id": "fired_release"}),
    "releases:urgent": Entry("PX", at={"page_id": "drafted"}),
    "exchange:export": Entry("trX", {"locale": "uk", "file_format": "po"}),
    "exchange:import": Entry("trTRX", lambda _w: {"file": request_bodies.po()}),
    # One's own upload.
    "exchange:confirm": Entry("t"),
    "exchange:discard": Entry("t"),
    "exchange:choose": Entry("t", {"take-1": "a"}),
    "workbench:edit": Entry(
        "trX", lambda w: {"action": "submit", "seen": w["tokens"]}, scene=TARGET
    ),
    "workbench:edit in approving": Entry(
        "rX", lambda w: {"action": "publish", "seen": w["tokens"]}, scene=TARGET_REVIEW
    ),
    "workbench:edit in sending back": Entry(
        "rX", lambda w: {"action": "send-back", "seen": w["tokens"]}, scene=TARGET_REVIEW
    ),
    "workbench:segment": Entry("trX", {"do": "comment", "comment": "?"}, scene=TARGET_REVIEW),
    "workbench:many": Entry(
        "rX", lambda w: {"do": "accept", "seen": w["pairs"]}, scene=TARGET_REVIEW
    ),
    "workbench:override": Entry("trX", {"value": "https://example.org/inny"}),
    "wagtail_localize:stop_translation": Entry("rX"),
    "wagtail_localize:submit_page_translation": Entry(
        "PX", lambda w: {"locales": w["uk"]}, at={"page_id": "fresh"}
    ),
    "wagtail_localize:update_translations": Entry("PX", {"publish_translations": ""}),
    "wagtail_localize:edit_string_translation": Entry("trX", request_bodies.text, method="put"),
    "workbench:upstream_string": Entry("trX", request_bodies.text, method="put"),
    "wagtail_localize:edit_override": Entry(
        "trX", {"value": "https://example.org/inny"}, method="put"
    ),
    "exchange:upstream_upload": Entry("trX", lambda _w: {"file": request_bodies.po()}),
    "wagtail_localize:upload_pofile": Entry("trX", lambda _w: {"file": request_bodies.po()}),
    "batches:retry": Entry("X"),
    "batches:cancel": Entry("X", at={"batch_id": "running"}),
}


def _bulk() -> dict[str, Entry]:
    """Return the bulk actions on what is no page and no snippet."""
    found: dict[str, Entry] = {
        "users user assign_role": Entry("X", lambda w: {"role": w["lawyers"]}),
        "users user delete": Entry("X"),
        "users user set_active_state": Entry("X", {"mark_as_active": "False"}),
    }
    for kind in ("wagtaildocs document", "wagtailimages image"):
        found |= {
            f"{kind} add_tags": Entry("PX", {"tags": "nowy"}),
            f"{kind} add_to_collection": Entry("PX", lambda w: {"collection": w["collection_id"]}),
            f"{kind} delete": Entry("PX"),
        }
    ids = {
        "users": "wagtailusers_users.pk",
        "wagtaildocs": "document_id",
        "wagtailimages": "image_id",
    }
    return {
        f"wagtail_bulk_action {name}": replace(entry, query=_chosen(ids[name.partition(" ")[0]]))
        for name, entry in found.items()
    }


def _chosen(key: str) -> Callable[[Values], str]:
    return lambda values: f"?id={values[key]}"


ENTRIES: Final[dict[str, Entry]] = {
    **_spread("wagtailadmin_pages:", PAGES),
    **{f"wagtailadmin_pages:{name} in Ukrainian": entry for name, entry in TARGETS.items()},
    **_spread("wagtailadmin_api:pages:action ", API),
    **{
        f"wagtail_bulk_action wagtailcore page {name}": replace(
            entry, query=lambda w: f"?id={w['page_id']}"
        )
        for name, entry in BULK_PAGES.items()
    },
    **WAGTAIL,
    **_spread("events:", EVENTS),
    **_spread("desk:", DESK),
    **TOOLS,
    **_bulk(),
    **_snippets(),
}
