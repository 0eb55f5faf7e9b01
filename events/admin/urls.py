"""The addresses of the desk, under ``/admin/activities/``; the namespace is ``events``."""

from typing import Any, Final

from . import desk, people
from .access import desk_path

urlpatterns: Final[list[Any]] = [
    desk_path("", desk.index, "desk"),
    desk_path("<int:page_id>/", desk.activity, "activity"),
    desk_path("groups/<int:group_id>/", people.group, "group"),
]
