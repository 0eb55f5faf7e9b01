"""Mail that a running product has sent: files under its folder."""

import email
import email.policy
import re
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from .stack import Stack

SECONDS: Final = 60


def link_in_letter(stack: Stack, address: str, number: int = 1) -> str:
    """Wait until an address has so many mails; return the private link in the last of them."""
    for _each in range(SECONDS * 4):
        found = [text for file in _files(stack) if (text := _to(file, address))]
        if len(found) >= number:
            return _link(found[number - 1])
        time.sleep(0.25)
    raise AssertionError(f"no mail {number} to {address}")


def _files(stack: Stack) -> list[Path]:
    return sorted((stack.var / "mail").glob("*"))


def _to(file: Path, address: str) -> str:
    mail = email.message_from_bytes(file.read_bytes(), EmailMessage, policy=email.policy.default)
    body = mail.get_body(("plain",)) if mail["To"] == address else None
    return body.get_content() if body else ""


def _link(text: str) -> str:
    found = re.search(r"http\S+/(?:case|question)/[a-z2-7]{26}/", text)
    assert found
    return found[0]
