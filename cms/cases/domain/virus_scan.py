"""Looking through files for viruses, where a clamd is set up (``CLAMAV_URL``).

Source of the protocol: clamd(8), INSTREAM; chunks with a length of four bytes, big-endian, ended by
an empty one. A file waits (``WAITING``) until there was an answer, however long that takes.
"""

import logging
import socket
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from cms.background.jobs.api import enqueue
from cms.cases.enums import FileState
from cms.cases.models import CaseFile

from .files import SCAN, forget_content

logger = logging.getLogger(__name__)

PORT: Final = 3310
CONNECT_SECONDS: Final = 5
# Longer than clamd looks at 10 MB, shorter than a job may take.
ANSWER_SECONDS: Final = 45
CHUNK: Final = 64 * 1024
MAX_ANSWER: Final = 4_096
# A file that waits for longer is asked about again: its job may have given up.
PATIENCE: Final = timedelta(minutes=30)
_CLEAN: Final = b"stream: OK"
_FOUND: Final = b" FOUND"


class ScannerError(RuntimeError):
    """The scanner cannot be reached, or says something that is no answer."""


def scan(file_id: UUID) -> None:
    """Have a file looked through, outside any transaction; of one with a virus only its row stays.

    Does nothing for a file that does not wait. Raises ScannerError: it waits on then, and the job
    is tried again.
    """
    file = CaseFile.objects.filter(pk=file_id, state=FileState.WAITING).first()
    if file is None or not file.content:
        return
    with file.content.open("rb") as opened:
        is_clean = _ask(opened.read())
    waiting = CaseFile.objects.filter(pk=file_id, state=FileState.WAITING)
    if is_clean:
        waiting.update(state=FileState.CLEAN)
    elif waiting.update(state=FileState.INFECTED, content=""):
        logger.warning("File %s holds a virus and was deleted", file_id)
        forget_content(file)


def ask_again(now: datetime | None = None) -> int:
    """Have files looked through that have waited for too long; return how many.

    Without a scanner nobody waits for one: they are unchecked then, as files uploaded now are.
    """
    waiting = CaseFile.objects.filter(state=FileState.WAITING)
    if not settings.CLAMAV_URL:
        return waiting.update(state=FileState.UNCHECKED)
    forgotten = waiting.filter(created_at__lt=(now or timezone.now()) - PATIENCE)
    ids = list(forgotten.values_list("pk", flat=True))
    for file_id in ids:
        enqueue(SCAN, key=f"scan:{file_id}", file_id=str(file_id))
    return len(ids)


def _ask(content: bytes) -> bool:
    """Tell whether clamd finds nothing. Raises ScannerError."""
    url = urlsplit(settings.CLAMAV_URL)
    try:
        address = (url.hostname or "", url.port or PORT)
        with socket.create_connection(address, CONNECT_SECONDS) as connection:
            connection.settimeout(ANSWER_SECONDS)
            _send(connection, content)
            answer = _answer(connection)
    except (OSError, ValueError) as error:
        raise ScannerError(f"clamd cannot be asked: {type(error).__name__}") from error
    if answer == _CLEAN:
        return True
    if answer.endswith(_FOUND):
        return False
    raise ScannerError("clamd gave no answer that is known")


def _send(connection: socket.socket, content: bytes) -> None:
    connection.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
    connection.sendall(bytes(4))


def _answer(connection: socket.socket) -> bytes:
    """Return what clamd says, up to the null byte that ends it."""
    said = b""
    while not said.endswith(b"\0") and len(said) < MAX_ANSWER:
        part = connection.recv(MAX_ANSWER)
        if not part:
            break
        said += part
    return said.rstrip(b"\0\n")
