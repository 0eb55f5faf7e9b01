"""The addresses for organisers, under ``/admin/activities/``; the namespace is ``events``."""

from typing import Any, Final

from . import (
    activities,
    attendance,
    calendar_imports,
    calendar_proposals,
    exports,
    group_messages,
    groups,
    manual_registration,
    occurrence_actions,
    occurrences,
    registration_actions,
    roster,
    statistics,
)
from .permissions import desk_path

_GROUP: Final = "groups/<int:group_id>/"
_PERSON: Final = "people/<uuid:registration_id>/"
_DATE: Final = "dates/<int:occurrence_id>/"
_SERIES: Final = "series/<int:series_id>/"
_MESSAGE: Final = "messages/<int:message_id>/"

_CALENDAR: Final = "import/<int:calendar_id>/"
_PROPOSAL: Final = "proposals/<int:proposal_id>/"

urlpatterns: Final[list[Any]] = [
    desk_path("", activities.index, "desk"),
    desk_path("numbers/", statistics.numbers, "numbers"),
    desk_path("import/", calendar_imports.index, "imports"),
    desk_path(_CALENDAR, calendar_imports.calendar, "import"),
    desk_path(f"{_CALENDAR}take/", calendar_imports.take, "import_take"),
    desk_path(f"{_CALENDAR}ask/", calendar_imports.ask, "import_ask"),
    desk_path(f"{_CALENDAR}forget/", calendar_imports.forget, "import_forget"),
    desk_path(f"{_PROPOSAL}follow/", calendar_proposals.follow, "proposal_follow"),
    desk_path(f"{_PROPOSAL}keep/", calendar_proposals.keep, "proposal_keep"),
    desk_path(
        "proposals/group/<int:group_id>/", calendar_proposals.follow_all, "proposals_follow_all"
    ),
    desk_path("<int:page_id>/", activities.activity, "activity"),
    desk_path("<int:page_id>/groups/add/", groups.add, "group_add"),
    desk_path(_GROUP, roster.group, "group"),
    desk_path(f"{_GROUP}edit/", groups.edit, "group_edit"),
    desk_path(f"{_GROUP}places/", groups.resize, "group_resize"),
    desk_path(f"{_GROUP}cancel/", groups.cancel, "group_cancel"),
    desk_path(f"{_GROUP}delete/", groups.delete, "group_delete"),
    desk_path(f"{_GROUP}log/", roster.log, "log"),
    desk_path(f"{_GROUP}people/add/", manual_registration.add, "person_add"),
    desk_path(f"{_GROUP}attendance/", attendance.nearest, "group_attendance"),
    desk_path(f"{_GROUP}people.xlsx", exports.export, "export"),
    desk_path(_PERSON, roster.person, "person"),
    desk_path(f"{_PERSON}certificate.pdf", exports.certificate, "certificate"),
    desk_path(f"{_PERSON}certificate/issue/", exports.issue, "certificate_issue"),
    desk_path(f"{_PERSON}change/", manual_registration.change, "person_change"),
    desk_path(f"{_PERSON}move/", registration_actions.move, "person_move"),
    desk_path(f"{_PERSON}take-off/", registration_actions.take_off, "person_take_off"),
    desk_path(f"{_PERSON}put-back/", registration_actions.put_back, "person_put_back"),
    desk_path(f"{_PERSON}pass-over/", registration_actions.pass_over, "person_pass_over"),
    desk_path(f"{_PERSON}<slug:decision>/", registration_actions.decide, "person_decide"),
    desk_path(f"{_GROUP}dates/", occurrences.index, "dates"),
    desk_path(f"{_GROUP}dates/add/", occurrences.series_add, "series_add"),
    desk_path(_SERIES, occurrences.series_edit, "series_edit"),
    desk_path(f"{_SERIES}take-away/", occurrences.series_remove, "series_remove"),
    desk_path(f"{_DATE}attendance/", attendance.sheet, "attendance"),
    desk_path(f"{_DATE}list/", attendance.paper, "attendance_list"),
    desk_path(f"{_DATE}move/", occurrence_actions.move, "date_move"),
    desk_path(f"{_DATE}cancel/", occurrence_actions.cancel, "date_cancel"),
    desk_path(f"{_DATE}restore/", occurrence_actions.restore, "date_restore"),
    desk_path(f"{_GROUP}messages/", group_messages.index, "messages"),
    desk_path(f"{_GROUP}messages/write/", group_messages.write, "message_write"),
    desk_path(_MESSAGE, group_messages.look, "message"),
    desk_path(f"{_MESSAGE}send/", group_messages.send, "message_send"),
    desk_path(f"{_MESSAGE}discard/", group_messages.discard, "message_discard"),
]
