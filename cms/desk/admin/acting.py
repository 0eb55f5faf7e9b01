"""Doing something to a case, and saying in words why it cannot be done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from cms.desk.domain import errors
from cms.desk.domain.files import RefusedFileError

from .access import DeskRequest


def acted(request: DeskRequest, act: Callable[[], Any], done: str = "") -> bool:
    """Do it, and say that it is done or why not; tell whether it is."""
    try:
        act()
    except (errors.CaseError, RefusedFileError) as error:
        messages.error(request, reason_of(error))
        return False
    if done:
        messages.success(request, done)
    return True


def reason_of(error: Exception) -> str:
    """Return why something is not possible, in words."""
    if isinstance(error, RefusedFileError):
        return str(error.text)
    if isinstance(error, errors.MoveError):
        return _("This is not possible: the case is “%(state)s” now. Somebody was quicker.") % {
            "state": error.case.get_state_display()
        }
    if isinstance(error, errors.ClosedError):
        return _("The case is closed. Open it again first.")
    if isinstance(error, errors.NotAllowedError):
        return _("This is not possible: this person or case does not belong here.")
    return _("Please write something.")
