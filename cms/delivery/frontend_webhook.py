"""The signed message that tells a frontend of a new content version."""

import hashlib
import hmac
import time
from typing import Final

import orjson
import requests
from django.conf import settings

from cms.core import content_version

TIMEOUT: Final = 2  # Seconds, for connecting and again for the answer.


class FrontendUnreachableError(Exception):
    """A frontend did not take the message; the text says which and why."""


def notify_frontends() -> None:
    """Send the version of now to every frontend of ``settings.FRONTEND_URLS``.

    Raises FrontendUnreachableError when one of them did not take it, after telling the others.
    """
    version = content_version.read()
    failed = [text for url in settings.FRONTEND_URLS if (text := _tell(url, version))]
    if failed:
        raise FrontendUnreachableError("; ".join(failed))


def sign(timestamp: str, body: bytes) -> str:
    """Return the value of ``X-Signature``: HMAC-SHA256 over ``timestamp.body``, in hex."""
    message = timestamp.encode() + b"." + body
    digest = hmac.new(settings.REVALIDATE_SECRET.encode(), message, hashlib.sha256).hexdigest()
    return f"sha256={digest}"


def _tell(url: str, version: int) -> str:
    """Send the message; return an empty string, or what went wrong."""
    body = orjson.dumps({"content_version": version})
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "X-Timestamp": timestamp,
        "X-Signature": sign(timestamp, body),
    }
    try:
        response = requests.post(
            f"{url.rstrip('/')}/revalidate",
            data=body,
            headers=headers,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        return f"{url}: {type(error).__name__}"
    return "" if response.ok else f"{url}: {response.status_code}"
