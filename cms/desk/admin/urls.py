"""The addresses of the desk, under ``/admin/cases/``; the namespace is ``desk``."""

from typing import Any, Final

from . import case, deciding, exporting, inbox, person_data, remits, templates, writing
from .access import desk_path, may_manage_personal_data, may_manage_remits

_CASE: Final = "<uuid:case_id>/"
_APPOINTMENT: Final = "appointments/<uuid:appointment_id>/"

urlpatterns: Final[list[Any]] = [
    desk_path("", inbox.inbox, "inbox"),
    desk_path("board/", inbox.board, "board"),
    desk_path("give/", inbox.give, "give"),
    desk_path("export/<str:file_format>/", exporting.export, "export"),
    desk_path("remits/", remits.index, "remits", may_manage_remits),
    desk_path("remits/<int:user_id>/", remits.edit, "remit", may_manage_remits),
    desk_path("person/", person_data.person, "person_data", may_manage_personal_data),
    desk_path("templates/", templates.index, "templates"),
    desk_path("templates/add/", templates.add, "template_add"),
    desk_path("templates/<int:template_id>/", templates.edit, "template"),
    desk_path("templates/<int:template_id>/delete/", templates.delete, "template_delete"),
    desk_path(_CASE, case.show, "case"),
    *(desk_path(f"{_CASE}{name}/", deciding.move(name), f"case_{name}") for name in deciding.MOVES),
    desk_path(f"{_CASE}assign/", deciding.assign, "case_assign"),
    desk_path(f"{_CASE}take/", deciding.take, "case_take"),
    desk_path(f"{_CASE}release/", deciding.release, "case_release"),
    desk_path(f"{_CASE}due/", deciding.due, "case_due"),
    desk_path(f"{_CASE}merge/", deciding.merge, "case_merge"),
    desk_path(f"{_CASE}part/", deciding.part, "case_part"),
    desk_path(f"{_CASE}write/", writing.write, "case_write"),
    desk_path(f"{_CASE}appoint/", writing.appoint, "case_appoint"),
    desk_path(f"{_CASE}link/", writing.link, "case_link"),
    desk_path(f"{_CASE}unlink/<int:page_id>/", writing.unlink, "case_unlink"),
    desk_path(f"{_APPOINTMENT}move/", writing.move_appointment, "appointment_move"),
    desk_path(f"{_APPOINTMENT}cancel/", writing.cancel_appointment, "appointment_cancel"),
    desk_path("files/<uuid:file_id>/", case.file, "file"),
]
