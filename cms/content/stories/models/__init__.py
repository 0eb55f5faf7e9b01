"""Success stories and the consents they rest on."""

from .consent import Consent, kinds_in_force
from .mistaken_withdrawal import MistakenWithdrawal
from .pages import StoryIndexPage, StoryPage
from .picture import HiddenPicture, StoryPicture

__all__ = [
    "Consent",
    "HiddenPicture",
    "MistakenWithdrawal",
    "StoryIndexPage",
    "StoryPage",
    "StoryPicture",
    "kinds_in_force",
]
