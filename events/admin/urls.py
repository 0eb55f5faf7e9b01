"""The addresses of the desk, under ``/admin/activities/``; the namespace is ``events``."""

from typing import Any, Final

from . import (
    adding,
    attendance,
    bulk,
    dates,
    deciding,
    desk,
    groups,
    imports,
    one_date,
    people,
    proposals,
    records,
    statistics,
)
from .access import desk_path

_GROUP: Final = "groups/<int:group_id>/"
_PERSON: Final = "people/<uuid:registration_id>/"
_DATE: Final = "dates/<int:occurrence_id>/"
_SERIES: Final = "series/<int:series_id>/"
_MESSAGE: Final = "messages/<int:message_id>/"

_CALENDAR: Final = "import/<int:calendar_id>/"
_PROPOSAL: Final = "proposals/<int:proposal_id>/"

urlpatterns: Final[list[Any]] = [
    desk_path("", desk.index, "desk"),
    desk_path("numbers/", statistics.numbers, "numbers"),
    desk_path("import/", imports.index, "imports"),
    desk_path(_CALENDAR, imports.calendar, "import"),
    desk_path(f"{_CALENDAR}take/", imports.take, "import_take"),
    desk_path(f"{_CALENDAR}ask/", imports.ask, "import_ask"),
    desk_path(f"{_CALENDAR}forget/", imports.forget, "import_forget"),
    desk_path(f"{_PROPOSAL}follow/", proposals.follow, "proposal_follow"),
    desk_path(f"{_PROPOSAL}keep/", proposals.keep, "proposal_keep"),
    desk_path("proposals/group/<int:group_id>/", proposals.follow_all, "proposals_follow_all"),
    desk_path("<int:page_id>/", desk.activity, "activity"),
    desk_path("<int:page_id>/groups/add/", groups.add, "group_add"),
    desk_path(_GROUP, people.group, "group"),
    desk_path(f"{_GROUP}edit/", groups.edit, "group_edit"),
    desk_path(f"{_GROUP}places/", groups.resize, "group_resize"),
    desk_path(f"{_GROUP}cancel/", groups.cancel, "group_cancel"),
    desk_path(f"{_GROUP}delete/", groups.delete, "group_delete"),
    desk_path(f"{_GROUP}log/", people.log, "log"),
    desk_path(f"{_GROUP}people/add/", adding.add, "person_add"),
    desk_path(f"{_GROUP}attendance/", attendance.nearest, "group_attendance"),
    desk_path(f"{_GROUP}people.xlsx", records.export, "export"),
    desk_path(_PERSON, people.person, "person"),
    desk_path(f"{_PERSON}certificate.pdf", records.certificate, "certificate"),
    desk_path(f"{_PERSON}certificate/issue/", records.issue, "certificate_issue"),
    desk_path(f"{_PERSON}change/", adding.change, "person_change"),
    desk_path(f"{_PERSON}move/", deciding.move, "person_move"),
    desk_path(f"{_PERSON}take-off/", deciding.take_off, "person_take_off"),
    desk_path(f"{_PERSON}put-back/", deciding.put_back, "person_put_back"),
    desk_path(f"{_PERSON}pass-over/", deciding.pass_over, "person_pass_over"),
    desk_path(f"{_PERSON}<slug:decision>/", deciding.decide, "person_decide"),
    desk_path(f"{_GROUP}dates/", dates.index, "dates"),
    desk_path(f"{_GROUP}dates/add/", dates.series_add, "series_add"),
    desk_path(_SERIES, dates.series_edit, "series_edit"),
    desk_path(f"{_SERIES}take-away/", dates.series_remove, "series_remove"),
    desk_path(f"{_DATE}attendance/", attendance.sheet, "attendance"),
    desk_path(f"{_DATE}list/", attendance.paper, "attendance_list"),
    desk_path(f"{_DATE}move/", one_date.move, "date_move"),
    desk_path(f"{_DATE}cancel/", one_date.cancel, "date_cancel"),
    desk_path(f"{_DATE}restore/", one_date.restore, "date_restore"),
    desk_path(f"{_GROUP}messages/", bulk.index, "messages"),
    desk_path(f"{_GROUP}messages/write/", bulk.write, "message_write"),
    desk_path(_MESSAGE, bulk.look, "message"),
    desk_path(f"{_MESSAGE}send/", bulk.send, "message_send"),
    desk_path(f"{_MESSAGE}discard/", bulk.discard, "message_discard"),
]
