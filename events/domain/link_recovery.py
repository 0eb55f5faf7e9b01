"""Private links that somebody has lost, sent again to the address they signed up with."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.background.outbox import Mail, letter, post
from events.enums import COMING, CONCERNED
from events.models import Registration

from .display_names import named
from .private_links import private_url

KIND: Final = "events.links"
MOST: Final = 20


def send_links(email: str, locale: str, now: datetime | None = None) -> bool:
    """Post one letter with the links of an address, at most one an hour; False if there is none.

    The letter's row names a registration, not the address.
    """
    newest = _of(email).first()
    if newest is None:
        return False
    hour = f"{now or timezone.now():%Y%m%d%H}"
    return post(KIND, subject_id=f"{newest.pk}:{locale}", key=f"{newest.pk}:{hour}")


def _of(email: str) -> QuerySet[Registration]:
    """Return what an address is signed up for, the newest first."""
    found = Registration.objects.filter(email__iexact=email, anonymised_at=None)
    return found.filter(Q(state__in=CONCERNED) | Q(state__in=COMING)).order_by("-created_at")


@letter(KIND)
def compose(subject_id: str) -> Mail | None:
    """Return the letter with the links as things are now; None for who has left since."""
    pk, _colon, code = subject_id.partition(":")
    known = Registration.objects.filter(pk=UUID(pk)).exclude(email="").first()
    if known is None:
        return None
    found = _of(known.email).select_related("group__activity")[:MOST]
    links = [(_name(each, code), private_url(each)) for each in found]
    with override(code):
        mail = Mail(
            to=known.email,
            language=code,
            subject=_("The links to your registrations"),
            paragraphs=[
                _("Somebody asked for the links to what this address is signed up for."),
                _("By each link you see, change or withdraw one registration. Show it to nobody."),
            ],
            links=links,
        )
    return mail if links else None


def _name(registration: Registration, code: str) -> str:
    return f"{named(registration.group.activity, code).title} ({registration.group.name})"
