"""What every address for organisers has in common: whom it is for, and Warsaw's clock."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from cms.core.time_zone import WARSAW
from cms.users.models import User
from events.domain.permissions import may_change, may_view

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request that has passed the door: somebody is logged in."""

    user: User


def for_organisers(view: View) -> View:
    """Let organisers pass, and show Warsaw's time; Wagtail keeps answers out of caches.

    Raises ``PermissionDenied`` for others, and for who may read but not change on any other method
    than reading.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allowed = may_view if request.method in READING else may_change
        if not allowed(request.user):
            raise PermissionDenied
        with timezone.override(WARSAW):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if render else response

    return guarded


def desk_path(route: str, view: View, name: str) -> URLPattern:
    """Return an address of the desk. All of them are made here, so none is open to others."""
    return path(route, for_organisers(view), name=name)
