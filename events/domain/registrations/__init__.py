"""Who has a place in a group: decided at one place, one at a time.

Every function holds the row of the group's places while it decides, writes the registration, a line
of the log and the letter in the same transaction, and speaks to nobody outside.
"""

from .availability import Availability, availability_of
from .errors import (
    AlreadySignedUpError,
    BusyError,
    NoRoomError,
    NotPossibleError,
    OfferGoneError,
    PlacesError,
    SignUpClosedError,
    WrongSizeError,
)
from .offers import answer_offer, expire_offers, offer_waiting
from .organiser_actions import (
    cancel_group,
    hold_for,
    move,
    open_group,
    pass_over,
    promote,
    put_back,
    resize,
)
from .participants import ParticipantInput
from .registration import RegistrationInput, change, sign_up, window_of, withdraw

__all__ = [
    "AlreadySignedUpError",
    "Availability",
    "BusyError",
    "NoRoomError",
    "NotPossibleError",
    "OfferGoneError",
    "ParticipantInput",
    "PlacesError",
    "RegistrationInput",
    "SignUpClosedError",
    "WrongSizeError",
    "answer_offer",
    "availability_of",
    "cancel_group",
    "change",
    "expire_offers",
    "hold_for",
    "move",
    "offer_waiting",
    "open_group",
    "pass_over",
    "promote",
    "put_back",
    "resize",
    "sign_up",
    "window_of",
    "withdraw",
]
