"""The addresses under ``/admin/school-support/``; the namespace is ``school_support``."""

from typing import Any, Final

from cms.desk.admin.access import desk_path

from . import numbers, schools
from .access import may_handle_requests

urlpatterns: Final[list[Any]] = [
    desk_path("numbers/", numbers.numbers, "numbers", may_handle_requests),
    desk_path(
        "numbers/<int:year>/requests.<slug:form>",
        numbers.public_numbers,
        "public_numbers",
        may_handle_requests,
    ),
    desk_path("schools/", schools.schools, "schools", may_handle_requests),
]
