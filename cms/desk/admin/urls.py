"""The addresses of the desk, under ``/admin/cases/``; the namespace is ``desk``."""

from typing import Any, Final

from . import inbox, person_data, remits, templates
from .access import desk_path, may_manage_personal_data, may_manage_remits

urlpatterns: Final[list[Any]] = [
    desk_path("", inbox.inbox, "inbox"),
    desk_path("board/", inbox.board, "board"),
    desk_path("give/", inbox.give, "give"),
    desk_path("remits/", remits.index, "remits", may_manage_remits),
    desk_path("remits/<int:user_id>/", remits.edit, "remit", may_manage_remits),
    desk_path("person/", person_data.person, "person_data", may_manage_personal_data),
    desk_path("templates/", templates.index, "templates"),
    desk_path("templates/add/", templates.add, "template_add"),
    desk_path("templates/<int:template_id>/", templates.edit, "template"),
    desk_path("templates/<int:template_id>/delete/", templates.delete, "template_delete"),
]
