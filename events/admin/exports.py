"""What is taken out of the desk: people of a group as a spreadsheet, certificates."""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from cms.core import locales
from cms.core.spreadsheets import XLSX, as_xlsx
from cms.core.time_zone import WARSAW
from events.domain import certificates
from events.domain.permissions import groups_for, registrations_for
from events.models import Certificate, Group, Registration

from .error_messages import handle_refusals
from .permissions import StaffRequest

logger = logging.getLogger(__name__)


@require_GET
def export(request: HttpRequest, group_id: int) -> HttpResponse:
    """Return everybody who has signed up for a group, a line each, as XLSX."""
    group = get_object_or_404(groups_for(request.user), pk=group_id)
    logger.info("Account %s exported the people of group %s", request.user.pk, group.pk)
    content = as_xlsx(_("People"), _table(group))
    return as_file(content, XLSX, f"group-{group.pk}.xlsx")


@require_GET
def certificate(request: StaffRequest, registration_id: UUID) -> HttpResponse:
    """Return the certificates of a registration, in the language that is asked for."""
    found = get_object_or_404(registrations_for(request.user), pk=registration_id)
    try:
        code = request.GET.get("locale", found.locale)
        known = certificates.issued(found)
        pdf = certificates.paper(known, code if code in locales.CODES else found.locale)
    except certificates.CertificateError:
        messages.error(request, _("The certificate could not be made now. Try again in a moment."))
        return redirect("events:person", registration_id)
    if pdf is None:
        raise Http404
    return as_file(pdf, "application/pdf", f"certificate-{found.number}.pdf")


@require_POST
def issue(request: StaffRequest, registration_id: UUID) -> HttpResponse:
    """Issue the certificates that a registration has earned; those of before stay as they are."""
    found = get_object_or_404(registrations_for(request.user), pk=registration_id)
    made: list[Certificate] = []

    def act() -> None:
        made.extend(certificates.issue(found, by=request.user, anew=True))

    if handle_refusals(request, act):
        if made:
            text = _("Issued: %(numbers)s. The person is told by mail.")
            numbers = ", ".join(one.number for one in made)
            messages.success(request, text % {"numbers": numbers})
        else:
            messages.warning(request, _("Write the names of the participants first."))
    return redirect("events:person", registration_id)


def _table(group: Group) -> Iterator[list[Any]]:
    yield [
        _("No."),
        _("State"),
        _("Reason"),
        _("Places"),
        _("Ages"),
        _("First name and surname"),
        _("E-mail"),
        _("Phone"),
        _("Level of Polish"),
        _("Institution"),
        _("Role"),
        _("Needs"),
        _("Language"),
        _("Signed up"),
    ]
    for one in group.registrations.prefetch_related("participants").order_by("number"):
        yield _row(one)


def _row(one: Registration) -> list[Any]:
    ages = [str(each.age) for each in one.participants.all() if each.age is not None]
    return [
        one.number,
        one.get_state_display(),
        one.get_end_reason_display() if one.end_reason else "",
        one.size,
        ", ".join(ages),
        one.name,
        one.email,
        one.phone,
        one.level,
        one.institution,
        one.role,
        one.needs,
        locales.NAMES.get(one.locale, one.locale),
        one.created_at.astimezone(WARSAW).replace(tzinfo=None, microsecond=0),
    ]


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with a file that no cache keeps."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
