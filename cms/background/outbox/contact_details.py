"""Whom the reader of a letter can ask: the office's address and phone, never somebody's own."""

from email.utils import parseaddr

from django.conf import settings


def reply_to() -> str:
    """Return the address at which the office reads answers; empty where it has none."""
    address: str = settings.CONTACT_EMAIL
    return address


def organizer() -> str:
    """Return the address in whose name calendars of letters are sent (RFC 5546, 2.1.1)."""
    return reply_to() or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def contact() -> str:
    """Return phone and address, one a line; empty where neither is known."""
    return "\n".join(filter(None, (settings.CONTACT_PHONE, settings.CONTACT_EMAIL)))
