"""The addresses under ``/admin/school-support/``; the namespace is ``school_support``."""

from typing import Any, Final

from cms.cases.admin.permissions import desk_path

from . import request_statistics, schools
from .permissions import may_handle_requests

urlpatterns: Final[list[Any]] = [
    desk_path("numbers/", request_statistics.numbers, "numbers", may_handle_requests),
    desk_path(
        "numbers/<int:year>/requests.<slug:form>",
        request_statistics.public_numbers,
        "public_numbers",
        may_handle_requests,
    ),
    desk_path("schools/", schools.schools, "schools", may_handle_requests),
]
