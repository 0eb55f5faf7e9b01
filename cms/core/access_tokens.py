"""Private links: an address that only its reader knows, stored nowhere.

A token is derived from what it opens and the site's secret key, so every mail can name it again;
the database keeps a digest to find it by. 130 bits, letters and digits without look-alikes.
"""

import base64
import hashlib
import hmac
import logging
import re
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare

LENGTH: Final = 26
_IN_TEXT: Final = re.compile(r"\b[a-z2-7]{26}\b")


def derive(purpose: str, object_id: UUID) -> str:
    """Return the token of an object for a purpose, for example “registration”."""
    return _derive(settings.SECRET_KEY, purpose, object_id)


def digest(token: str) -> str:
    """Return what is stored of a token; nobody can get back from it to the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(purpose: str, object_id: UUID, stored_digest: str) -> str | None:
    """Return the token whose digest is stored, also if it was made with an earlier secret key.

    None when that key is in ``SECRET_KEY_FALLBACKS`` no more: the object needs a new token.
    """
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _derive(key, purpose, object_id)
        if constant_time_compare(digest(token), stored_digest):
            return token
    return None


def is_token(text: str) -> bool:
    """Tell whether ``text`` can be a token at all, before the database is asked."""
    return len(text) == LENGTH and text.isascii() and text.isalnum() and text.islower()


def _derive(key: str, purpose: str, object_id: UUID) -> str:
    message = f"cms.core.secret_links:{purpose}:{object_id}".encode()
    found = hmac.new(key.encode(), message, hashlib.sha256).digest()
    return base64.b32encode(found).decode().lower()[:LENGTH]


class RedactTokensFilter(logging.Filter):
    """Keeps tokens out of logs: an address that was refused is logged without them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Write an ellipsis where a token stood; every record passes."""
        message = record.getMessage()
        if _IN_TEXT.search(message):
            record.msg, record.args = _IN_TEXT.sub("…", message), ()
        return True
