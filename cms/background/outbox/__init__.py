"""Mails to people outside the admin: exactly once, in their language, with the funding line.

A feature says what a kind of letter holds, and posts it in the transaction of what it tells:

>>> @letter("events.confirmation")
... def confirmation(subject_id: str) -> Mail | None: ...
>>> post("events.confirmation", subject_id=str(registration.pk))
"""

from .delivery import KEEP_TRYING, forget, send
from .enqueue import post
from .mail import Attachment, Mail
from .registry import letter

__all__ = ["KEEP_TRYING", "Attachment", "Mail", "forget", "letter", "post", "send"]
