"""The certificate as a PDF, drawn in a process of its own."""

import json
import logging
import subprocess
import sys
from base64 import b64encode
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from babel.dates import format_date
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms.core.funding_line import Funding, funding
from events.domain.naming import address_of, named
from events.models import Registration
from events.rules.recurrence import WARSAW

from .earning import Earned, earned

logger = logging.getLogger(__name__)
DRAWING: Final = Path(__file__).with_name("drawing.py")
SECONDS: Final = 20
PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg"})


class CertificateError(Exception):
    """The drawing process failed or took too long."""


def certificate(registration: Registration) -> bytes | None:
    """Return a PDF/UA-1 in the person's language, a page for each who earned it; None for nobody.

    Takes about half a second. Raises CertificateError.
    """
    people = earned(registration)
    if not people:
        return None
    with override(registration.locale):
        return _drawn(_values(registration, people))


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


def _values(registration: Registration, people: list[Earned]) -> dict[str, Any]:
    group, code = registration.group, registration.locale
    activity = named(group.activity, code)
    line = funding(code)
    return {
        "lang": code,
        "title": _("Certificate of attendance"),
        "site": settings.WAGTAIL_SITE_NAME,
        "activity": {"title": activity.title, "lang": activity.lang},
        "sentence": _("took part in"),
        "name_label": _("First name and surname"),
        "organiser_label": _("Organiser"),
        "signature_label": _("Date and signature of the organiser"),
        "organiser": group.activity.organiser,
        "pages": [_page(registration, one) for one in people],
        "issued": _("Issued on %(day)s") % {"day": _day(timezone.now(), code)},
        "funding": {"text": line.text, "lang": line.lang, "alt": line.emblem_alt or line.text},
        "emblem": _emblem(line),
    }


def _page(registration: Registration, one: Earned) -> dict[str, Any]:
    """Return what stands on one person's page; a name only where one person signed up."""
    group, code = registration.group, registration.locale
    count = len(one.dates)
    took = ngettext(
        "Present on %(attended)d of %(count)d date",
        "Present on %(attended)d of %(count)d dates",
        count,
    )
    facts = [
        (_("When"), f"{_day(one.dates[0].starts_at, code)} – {_day(one.dates[-1].ends_at, code)}"),
        (_("Attendance"), took % {"attended": one.attended, "count": count}),
    ]
    if group.level:
        facts.insert(0, (_("Level of Polish"), group.level))
    if group.teaching_hours:
        hours = ngettext(
            "%(count)d teaching hour", "%(count)d teaching hours", group.teaching_hours
        )
        facts.append((_("Length"), hours % {"count": group.teaching_hours}))
    where = _("online") if group.is_online else address_of(group)
    if where:
        facts.append((_("Where"), where))
    return {"name": registration.name if registration.size == 1 else "", "facts": facts}


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
