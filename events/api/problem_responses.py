"""Why a registration was refused, as problem documents."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cms.delivery.api.problems import filled, problem
from events.domain import registrations
from events.enums import SignUpState

CLOSED: Final = {
    SignUpState.NOT_YET: _("Sign-up has not opened yet."),
    SignUpState.CLOSED: _("Sign-up has closed."),
    SignUpState.CANCELLED: _("The group was cancelled."),
    SignUpState.OVER: _("The last date is over."),
    SignUpState.HIDDEN: _("There is no such group."),
}
GONE: Final = {
    "expired": _("The time to answer has passed, and the place went to the next person."),
    "answered": _("This offer was answered before."),
    "none": _("No place is offered at the moment. We write as soon as one is free."),
}

ALREADY: Final = _(
    "This address is signed up for this group already. You can have the link to that registration "
    "sent to it, or sign up once more on purpose, for somebody else."
)

Handler = Callable[..., HttpResponse]


def refusing(handler: Handler) -> Handler:
    """Answer a method's ``PlacesError`` by a problem document; ``reason`` is for programs."""

    @wraps(handler)
    def handle(view: object, request: HttpRequest, **values: Any) -> HttpResponse:
        try:
            return handler(view, request, **values)
        except registrations.PlacesError as error:
            return _refused(request, error)

    return handle


def _refused(request: HttpRequest, error: registrations.PlacesError) -> HttpResponse:
    if isinstance(error, registrations.BusyError):
        return problem(request, 503)
    if isinstance(error, registrations.WrongSizeError):
        text = filled(_("One registration can have at most %(most)d places."), {"most": error.most})
        return problem(request, 400, errors={"size": [text]})
    reason, detail = _reason(error)
    return problem(request, 409, detail=detail, members={"reason": reason})


def _reason(error: registrations.PlacesError) -> tuple[str, Any]:
    if isinstance(error, registrations.AlreadySignedUpError):
        return "already", ALREADY
    if isinstance(error, registrations.SignUpClosedError):
        return error.state.value, CLOSED[error.state]
    if isinstance(error, registrations.OfferGoneError):
        return error.kind, GONE[error.kind]
    if isinstance(error, registrations.NoRoomError):
        return "no_room", _("There are not enough free places for this.")
    return "state", None
