"""Cases, what is said in them, and what happened to them."""

from .appointment import Appointment
from .case import Case
from .event import CaseEvent
from .linking import CaseActivity
from .message import CaseFile, Message
from .remit import Remit
from .template import MessageTemplate

__all__ = [
    "Appointment",
    "Case",
    "CaseActivity",
    "CaseEvent",
    "CaseFile",
    "Message",
    "MessageTemplate",
    "Remit",
]
