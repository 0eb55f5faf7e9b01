"""What letters call a case: whole sentences, since most languages inflect the word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.cases.enums import CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWording:
    """The sentences of letters that name what somebody sent. ``joined`` holds ``%(reference)s``."""

    received: Promise
    received_thanks: Promise
    received_link: Promise
    message: Promise
    moved_on: Promise
    states: Mapping[CaseState, Promise]
    link: Promise
    link_text: Promise
    joined_subject: Promise
    joined: Promise
    joined_to_main: Promise
    parted: Promise
    lapsed: Promise
    lapsed_text: Promise
    see: Promise


REQUEST: Final = LetterWording(
    received=_("We have received your request"),
    received_thanks=_("Thank you. We have received your request, and a person will read it."),
    received_link=_(
        "The link below is the way to your request: there you see where it stands, read our"
        " answers and write to us. Please keep it, and do not pass it on."
    ),
    message=_("We have written to you about your request."),
    moved_on=_("Your request has moved on"),
    states={
        CaseState.IN_TRIAGE: _("Somebody is reading your request and checking what we can do."),
        CaseState.ACCEPTED: _("We have accepted your request and are preparing the help."),
        CaseState.IN_PROGRESS: _("We are working on your request."),
        CaseState.COMPLETED: _(
            "Your request is completed. By the link you can read how it ended and say if it helped."
        ),
        CaseState.DECLINED: _(
            "We cannot do what you asked for. By the link you can read why, and write to us."
        ),
        CaseState.WITHDRAWN: _("Your request is withdrawn. Nothing else happens with it."),
    },
    link=_("The link to your request"),
    link_text=_("It is the way to your request. Please keep it, and do not pass it on."),
    joined_subject=_("We have joined two requests"),
    joined=_("We had already received a request about the same thing, number %(reference)s."),
    joined_to_main=_(
        "We have received another request about the same thing and answer both together. What you"
        " write stays between you and us."
    ),
    parted=_(
        "Your request goes on by itself again, under its own number. Everything that was said to"
        " you stays on its page."
    ),
    lapsed=_("Your request is closed"),
    lapsed_text=_(
        "Nothing has happened with your request for a long time, so it is closed. If you still need"
        " us, write by the link."
    ),
    see=_("See where your request stands"),
)
