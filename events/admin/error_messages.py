"""Doing something about places, and telling in words why it could not be done."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.domain import registrations


def handle_refusals(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do ``act``; return False after telling the user why it was refused."""
    try:
        act()
    except registrations.PlacesError as refusal:
        messages.error(request, reason(refusal))
        return False
    return True


def reason(refusal: Exception) -> str:
    """Return why something about places was refused, in words."""
    match refusal:
        case registrations.WrongSizeError():
            return _at_most(refusal.most)
    return str(_plain().get(type(refusal), _("Meanwhile this has changed. See how it stands now.")))


def _plain() -> dict[type[Exception], str]:
    return {
        registrations.NoRoomError: _("There are not enough free places for this registration."),
        registrations.BusyError: _(
            "Many people are signing up at this moment. Try again in a few seconds."
        ),
        registrations.OfferGoneError: _("This offer has been answered or has run out."),
        registrations.SignUpClosedError: _(
            "This group is cancelled or over: nobody can sign up for it."
        ),
    }


def _at_most(most: int) -> str:
    text = ngettext(
        "One registration may take %(count)d place at most.",
        "One registration may take %(count)d places at most.",
        most,
    )
    return text % {"count": most}
