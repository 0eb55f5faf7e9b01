"""Why somebody cannot have a place."""

from typing import Literal

from events.enums import SignUpState


class PlacesError(Exception):
    """Nothing was changed."""


class SignUpClosedError(PlacesError):
    """One cannot sign up now; ``state`` says why."""

    def __init__(self, state: SignUpState) -> None:
        super().__init__(state)
        self.state = state


class AlreadySignedUpError(PlacesError):
    """The address has a registration in this group; once more is possible, but on purpose."""


class WrongSizeError(PlacesError):
    """One registration may have from 1 to ``most`` places."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class NoRoomError(PlacesError):
    """The places that are free, or promised to nobody before, are too few."""


class NotPossibleError(PlacesError):
    """The registration is in a state from which this does not lead."""


class BusyError(PlacesError):
    """Too many at once; nothing was done, and the same may be asked again in a moment."""


class OfferGoneError(PlacesError):
    """There is no offer to answer: it has expired, was answered otherwise, or never was."""

    def __init__(self, kind: Literal["expired", "answered", "none"]) -> None:
        super().__init__(kind)
        self.kind = kind
