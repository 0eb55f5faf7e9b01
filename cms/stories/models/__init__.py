"""Success stories and the consents they rest on."""

from .consent import Consent, kinds_in_force
from .pages import StoryIndexPage, StoryPage
from .picture import HiddenPicture, StoryPicture
from .slips import MistakenWithdrawal

__all__ = [
    "Consent",
    "HiddenPicture",
    "MistakenWithdrawal",
    "StoryIndexPage",
    "StoryPage",
    "StoryPicture",
    "kinds_in_force",
]
