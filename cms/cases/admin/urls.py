"""The addresses of cases, under ``/admin/cases/``; the namespace is ``desk``."""

from typing import Any, Final

from . import (
    case,
    case_actions,
    case_export,
    correspondence,
    county_assignments,
    inbox,
    message_templates,
    personal_data,
)
from .permissions import desk_path, may_manage_county_assignments, may_manage_personal_data

_CASE: Final = "<uuid:case_id>/"
_APPOINTMENT: Final = "appointments/<uuid:appointment_id>/"

urlpatterns: Final[list[Any]] = [
    desk_path("", inbox.inbox, "inbox"),
    desk_path("board/", inbox.board, "board"),
    desk_path("give/", inbox.give, "give"),
    desk_path("export/<str:file_format>/", case_export.export, "export"),
    desk_path("remits/", county_assignments.index, "remits", may_manage_county_assignments),
    desk_path(
        "remits/<int:user_id>/", county_assignments.edit, "remit", may_manage_county_assignments
    ),
    desk_path("person/", personal_data.person, "person_data", may_manage_personal_data),
    desk_path("templates/", message_templates.index, "templates"),
    desk_path("templates/add/", message_templates.add, "template_add"),
    desk_path("templates/<int:template_id>/", message_templates.edit, "template"),
    desk_path("templates/<int:template_id>/delete/", message_templates.delete, "template_delete"),
    desk_path(_CASE, case.show, "case"),
    *(
        desk_path(f"{_CASE}{name}/", case_actions.move(name), f"case_{name}")
        for name in case_actions.MOVES
    ),
    desk_path(f"{_CASE}assign/", case_actions.assign, "case_assign"),
    desk_path(f"{_CASE}take/", case_actions.take, "case_take"),
    desk_path(f"{_CASE}release/", case_actions.release, "case_release"),
    desk_path(f"{_CASE}due/", case_actions.due, "case_due"),
    desk_path(f"{_CASE}merge/", case_actions.merge, "case_merge"),
    desk_path(f"{_CASE}part/", case_actions.part, "case_part"),
    desk_path(f"{_CASE}write/", correspondence.write, "case_write"),
    desk_path(f"{_CASE}appoint/", correspondence.appoint, "case_appoint"),
    desk_path(f"{_CASE}link/", correspondence.link, "case_link"),
    desk_path(f"{_CASE}unlink/<int:page_id>/", correspondence.unlink, "case_unlink"),
    desk_path(f"{_APPOINTMENT}move/", correspondence.move_appointment, "appointment_move"),
    desk_path(f"{_APPOINTMENT}cancel/", correspondence.cancel_appointment, "appointment_cancel"),
    desk_path("files/<uuid:file_id>/", case.file, "file"),
]
