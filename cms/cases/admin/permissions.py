"""What every address about cases has in common: whom it is for, and Warsaw's clock."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, NoReturn
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone

from cms.cases.domain.permissions import cases_for, may_handle
from cms.cases.models import Case
from cms.core.time_zone import WARSAW
from cms.users.models import AnyUser, User

logger = logging.getLogger(__name__)

MOST_DIGITS: Final = 19  # Of a number that every database stores.

View = Callable[..., HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request that has passed the door: somebody with a desk."""

    user: User


def desk_path(
    route: str, view: View, name: str, allowed: Callable[[Any], bool] = may_handle
) -> URLPattern:
    """Return an address about cases. All of them are made here, so none is open to others.

    To who may not see it there is no such address: ``Http404``, and a line in the log.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not allowed(request.user):
            refuse(request, name)
        with timezone.override(WARSAW):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if render else response

    return path(route, guarded, name=name)


def the_case(request: HttpRequest, case_id: UUID) -> Case:
    """Return a case of the user's kinds and counties. Raises ``Http404`` for all others."""
    found = cases_for(request.user).select_related("assignee", "merged_into")
    case = found.filter(pk=case_id).first()
    if case is None:
        refuse(request, "case")
    return case


def refuse(request: HttpRequest, name: str) -> NoReturn:
    """Raise ``Http404``, and say in the log who asked for what."""
    logger.warning("Refused: user %s has no right to desk:%s.", request.user.pk, name)
    raise Http404


def number_of(request: HttpRequest, name: str) -> int:
    """Return a number that a form or link of ours carries; 0 for none, and for what is none."""
    values = request.POST if request.method == "POST" else request.GET
    text = values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0


def may_manage_county_assignments(user: AnyUser) -> bool:
    """Tell whether ``user`` says who answers for which counties."""
    return bool(user.is_active and user.has_perm("desk.manage_remits"))


def may_manage_personal_data(user: AnyUser) -> bool:
    """Tell whether ``user`` gives out and deletes a person's data."""
    return bool(user.is_active and user.has_perm("desk.manage_personal_data"))
