"""Getting a calendar: from an address somebody typed in, or from a file."""

from typing import BinaryIO, Final
from urllib.parse import urlsplit

import requests
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from requests_hardened.ip_filter import InvalidIPAddress

from cms.core import safe_http
from cms.core.text_encodings import utf16_of

MAX_BYTES: Final = 1024 * 1024
SECONDS: Final = 5
_CHUNK: Final = 16 * 1024
_BEGIN: Final = b"BEGIN:VCALENDAR"


class CalendarError(Exception):
    """There is no calendar to read; ``text`` says why, to people."""

    def __init__(self, text: Promise | str) -> None:
        super().__init__(str(text))
        self.text = text


def fetch(url: str, *, allow_loopback: bool = False) -> str:
    """Return the calendar at an https address: at most 1 MB, within five seconds.

    Private addresses are refused, also where a redirect leads to one. ``allow_loopback`` is for
    tests with a server of their own. Raises CalendarError.
    """
    if urlsplit(url).scheme != "https" and not allow_loopback:
        raise CalendarError(_("The address has to begin with https://."))
    try:
        with safe_http.session(seconds=SECONDS, allow_loopback=allow_loopback) as opened:
            answer = opened.request("GET", url, stream=True)
            if urlsplit(answer.url).scheme != "https" and not allow_loopback:
                raise CalendarError(_("The address has to begin with https://."))
            answer.raise_for_status()
            content = _read(answer)
    except InvalidIPAddress as error:
        raise CalendarError(_("This address is not on the public internet.")) from error
    except requests.Timeout as error:
        raise CalendarError(_("The answer took too long.")) from error
    except (requests.RequestException, UnicodeError) as error:
        raise CalendarError(_("There is no answer at this address.")) from error
    return checked(content)


def read_file(file: BinaryIO) -> str:
    """Return the calendar in an uploaded file of at most 1 MB. Raises CalendarError."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise CalendarError(_("The calendar is larger than 1 MB."))
    return checked(content)


def checked(content: bytes) -> str:
    """Return the text of a calendar, by its content: UTF-8, or UTF-16.

    Other encodings say nothing of themselves, and a guess would put wrong letters into names.
    Raises CalendarError.
    """
    try:
        text = content.decode(utf16_of(content) or "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CalendarError(_("This is not an iCalendar file in UTF-8.")) from error
    if not text.lstrip().upper().startswith(_BEGIN.decode()) or "\x00" in text:
        raise CalendarError(_("This is not an iCalendar file."))
    return text


def _read(answer: requests.Response) -> bytes:
    content = b""
    for chunk in answer.iter_content(_CHUNK):
        content += chunk
        if len(content) > MAX_BYTES:
            raise CalendarError(_("The calendar is larger than 1 MB."))
    return content
