"""Cases, what is said in them, and what happened to them."""

from .appointment import Appointment
from .case import Case
from .case_activity import CaseActivity
from .case_event import CaseEvent
from .county_assignment import Remit
from .message import CaseFile, Message
from .message_template import MessageTemplate

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
