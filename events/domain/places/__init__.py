"""Who has a place in a group: decided at one place, one at a time.

Every function holds the row of the group's places while it decides, writes the registration, a line
of the log and the letter in the same transaction, and speaks to nobody outside.
"""

from .errors import (
    BusyError,
    CapacityTakenError,
    NoRoomError,
    NotPossibleError,
    OfferGoneError,
    PlacesError,
    SignUpClosedError,
    WrongSizeError,
)
from .offers import answer_offer, expire_offers
from .organising import cancel_group, move, open_group, promote, put_back, resize
from .signing_up import Wish, change, sign_up, window_of, withdraw
from .standing import Standing, free_places

__all__ = [
    "BusyError",
    "CapacityTakenError",
    "NoRoomError",
    "NotPossibleError",
    "OfferGoneError",
    "PlacesError",
    "SignUpClosedError",
    "Standing",
    "Wish",
    "WrongSizeError",
    "answer_offer",
    "cancel_group",
    "change",
    "expire_offers",
    "free_places",
    "move",
    "open_group",
    "promote",
    "put_back",
    "resize",
    "sign_up",
    "window_of",
    "withdraw",
]
