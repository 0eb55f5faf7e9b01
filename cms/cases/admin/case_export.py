"""The list of cases as a file: what is looked for, without anybody's contact data."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cms.cases.domain.case_list import choose
from cms.cases.models import Case
from cms.core import locales
from cms.core.spreadsheets import CSV, XLSX, as_csv, as_xlsx
from cms.core.time_zone import WARSAW
from cms.delivery.region import region
from cms.users.admin_language import language_of

from .filters import kind_labels
from .inbox import asked, colleagues
from .permissions import StaffRequest

logger = logging.getLogger(__name__)

FORMATS: Final = {"xlsx": XLSX, "csv": CSV}
# In the order of the file. Whoever wrote, and what, is not among them.
COLUMNS: Final = (
    "reference",
    "about",
    "kind",
    "county",
    "locale",
    "state",
    "outcome",
    "assignee",
    "received_at",
    "first_answered_at",
    "unanswered_since",
    "due_on",
    "closed_at",
)


@require_GET
def export(request: StaffRequest, file_format: str) -> HttpResponse:
    """Return the cases that the inbox would show at the same choice, all pages, as XLSX or CSV."""
    if file_format not in FORMATS:
        raise Http404
    _form, chosen = asked(request, colleagues(request.user))
    cases = choose(request.user, chosen)
    lines = [_heads(), *_lines(cases, language_of(request.user))]
    logger.info(
        "User %s exported a list of %s cases as %s", request.user.pk, len(lines) - 1, file_format
    )
    content = as_xlsx(_("Cases"), lines) if file_format == "xlsx" else as_csv(lines)
    response = HttpResponse(content, content_type=FORMATS[file_format])
    name = f"cases-{timezone.localdate()}.{file_format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _heads() -> list[Any]:
    return [capfirst(str(Case._meta.get_field(name).verbose_name)) for name in COLUMNS]  # type: ignore[union-attr]  # All are columns.


def _lines(cases: Iterable[Case], code: str) -> Iterator[list[Any]]:
    """Yield a line for each case: days and moments are Warsaw's, for spreadsheets to sort."""
    kinds = kind_labels()
    counties = {one: region().county_name(one, code) for one in region().counties}
    for case in cases:
        told = {
            "kind": kinds.get(case.kind, case.kind),
            "county": counties.get(case.county, ""),
            "locale": locales.NAMES.get(case.locale, case.locale),
            "state": case.get_state_display(),
            "outcome": case.get_outcome_display(),
            "assignee": (case.assignee.get_full_name() or case.assignee.username)
            if case.assignee
            else "",
        }
        yield [told[name] if name in told else _moment(getattr(case, name)) for name in COLUMNS]


def _moment(value: object) -> object:
    """Return moments without seconds or zone, which spreadsheets do not know."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(WARSAW).replace(tzinfo=None, second=0, microsecond=0)
