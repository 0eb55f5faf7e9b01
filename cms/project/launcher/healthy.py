"""Does the web process in this container answer? ``python -m cms.project.launcher.healthy`` asks.

Without Django: it runs every few seconds for as long as the container lives.
"""

import os
import sys
import urllib.error
import urllib.request
from http import HTTPStatus
from typing import Final

from cms.project.launcher.readiness import TIMEOUT_SECONDS

_opener: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def web_is_alive() -> bool:
    """Ask ``/healthz`` as the proxy would: by a name the CMS answers to, and as if over TLS."""
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip().lstrip(".")
    port = os.environ.get("CMS_PORT", "8000")
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers=headers)
    try:
        with _opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if web_is_alive() else 1)
