"""A mail server that writes what it is given, then takes its time to say so."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

FOLDER: Final = "NOTICES_MAIL_FOLDER"
# A kill hurts most when a mail is out and not yet marked as sent.
PAUSE_SECONDS: Final = float(os.environ.get("MAIL_PAUSE_SECONDS", "0.2"))


class SlowBackend(BaseEmailBackend):
    """Each mail is a file of its own; its name is new every time, so that a repeat is seen."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            path = Path(os.environ[FOLDER]) / f"{uuid4().hex}.eml"
            path.write_bytes(message.message().as_bytes())
            time.sleep(PAUSE_SECONDS)
        return len(email_messages)
