"""Who sent a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .models import User


def current_user(request: HttpRequest) -> User:
    """Return the account that sent ``request``; raises PermissionDenied if there is none."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
