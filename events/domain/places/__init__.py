"""Who has a place in a group: decided at one place, one at a time.

Every function holds the row of the group's places while it decides, writes the registration, a line
of the log and the letter in the same transaction, and speaks to nobody outside.
"""

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
from .organising import (
    cancel_group,
    hold_for,
    move,
    open_group,
    pass_over,
    promote,
    put_back,
    resize,
)
from .participants import Said
from .signing_up import Wish, change, sign_up, window_of, withdraw
from .standing import Standing, free_places

__all__ = [
    "AlreadySignedUpError",
    "BusyError",
    "NoRoomError",
    "NotPossibleError",
    "OfferGoneError",
    "PlacesError",
    "Said",
    "SignUpClosedError",
    "Standing",
    "Wish",
    "WrongSizeError",
    "answer_offer",
    "cancel_group",
    "change",
    "expire_offers",
    "free_places",
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
