"""The certificate as a PDF, drawn in a process of its own."""

import json
import logging
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from babel.dates import format_date
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms.background.outbox.funding_line import Funding
from cms.core.time_zone import WARSAW
from events.models import Certificate

logger = logging.getLogger(__name__)
DRAWING: Final = Path(__file__).with_name("pdf_process.py")
SECONDS: Final = 20
LESSON: Final = 45
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"})


class CertificateError(Exception):
    """The drawing process failed or took too long."""


def paper(certificates: Sequence[Certificate], code: str) -> bytes | None:
    """Return a PDF/UA-1 in a language, a page for each certificate; None for none.

    Takes about half a second. Raises CertificateError.
    """
    if not certificates:
        return None
    with override(code):
        return _drawn(_values(certificates, code))


def _drawn(values: dict[str, Any]) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(DRAWING)],
            input=json.dumps(values).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise CertificateError("It took too long.") from error
    except subprocess.CalledProcessError as error:
        # What the process says may hold a name, so it is not logged.
        logger.error("Drawing a certificate ended with %s", error.returncode)
        raise CertificateError("The process failed.") from None
    return done.stdout


def _values(certificates: Sequence[Certificate], code: str) -> dict[str, Any]:
    latest = certificates[-1].facts
    line = Funding(**latest["funding"][code])
    return {
        "lang": code,
        "title": _("Certificate of attendance"),
        "site": latest["site"],
        "sentence": _("took part in"),
        "organiser_label": _("Organiser"),
        "signature_label": _("Date and signature of the organiser"),
        "pages": [_page(one, code) for one in certificates],
        "funding": {"text": line.text, "lang": line.lang, "alt": line.emblem_alt or line.text},
        "emblem": _emblem(line),
    }


def _page(one: Certificate, code: str) -> dict[str, Any]:
    """Return what stands on one page: what was true when the certificate was issued."""
    day = _day(one.issued_at, code)
    return {
        "name": one.name,
        "number": _("No. %(number)s") % {"number": one.number},
        "activity": one.facts["titles"][code],
        "organiser": one.facts["organiser"],
        "facts": list(_facts(one.facts, code)),
        "issued": _("Issued on %(day)s") % {"day": day},
    }


def _facts(facts: dict[str, Any], code: str) -> Iterator[tuple[str, str]]:
    """Yield what is certified: a label, and what it is."""
    if facts["level"]:
        yield _("Level of Polish"), facts["level"]
    first, last = (_day(datetime.fromisoformat(facts[name]), code) for name in ("first", "last"))
    yield _("When"), first if first == last else f"{first} – {last}"
    dates = ngettext(
        "%(attended)d of %(count)d date", "%(attended)d of %(count)d dates", facts["dates"]
    )
    yield _("Attendance"), dates % {"attended": facts["attended"], "count": facts["dates"]}
    yield _("Hours attended"), _length(facts["minutes"])
    where = _("online") if facts["is_online"] else facts["address"]
    if where:
        yield _("Where"), where


def _length(minutes: int) -> str:
    """Return the time on the clock, and in teaching hours of 45 minutes where those are whole."""
    hours, rest = divmod(minutes, 60)
    time = _("%(hours)d h %(minutes)d min") if rest else _("%(hours)d h")
    text = time % {"hours": hours, "minutes": rest}
    lessons, left = divmod(minutes, LESSON)
    if left:
        return text
    words = ngettext(
        "%(count)d teaching hour of 45 minutes",
        "%(count)d teaching hours of 45 minutes",
        lessons,
    )
    return f"{text} ({words % {'count': lessons}})"


def _day(moment: datetime, code: str) -> str:
    return format_date(moment.astimezone(WARSAW).date(), "long", locale=code)


def _emblem(line: Funding) -> dict[str, str] | None:
    """Return the emblem of the funding line if it lies in our own storage."""
    path = urlsplit(line.emblem_url).path
    prefix = urlsplit(settings.MEDIA_URL).path
    suffix = PurePosixPath(path).suffix.lower()
    if not path.startswith(prefix) or suffix not in PICTURES:
        return None
    try:
        with default_storage.open(path.removeprefix(prefix)) as file:
            content = file.read()
    except OSError:
        return None
    return {"name": f"emblem{suffix}", "content": b64encode(content).decode()}
