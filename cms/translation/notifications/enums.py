"""Kinds of notifications, when they are mailed, and states of a mail."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a notification tells; the value stands in the database."""

    ASSIGNED = "assigned", _("Work given to you")
    DUE_SOON = "due_soon", _("Work of yours due soon")
    FELL_BEHIND = "fell_behind", _("Translations that fell behind")
    SUBMITTED = "submitted", _("Translations that wait for your review")
    SENT_BACK = "sent_back", _("Translations of yours that were sent back")
    APPROVED = "approved", _("Translations of yours that were approved")
    LEGAL_VALIDITY = "legal_validity", _("Pages whose legal validity ends")


class Delivery(TextChoices):
    """When somebody wants to be told by mail. What is urgent is told at once, unless never."""

    AT_ONCE = "at_once", _("At once")
    DIGEST = "digest", _("Once a day, with everything else")
    NEVER = "never", _("Never by mail")


DEFAULT_DELIVERY: Final = Delivery.DIGEST


class MailState(TextChoices):
    """How a mail stands: claimed before it is handed over, sent after."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("not sent: the account is closed or has no address")


ENDED: Final = frozenset({MailState.SENT, MailState.DROPPED})
# What is no longer true once a translation came through its review, or was sent back.
SETTLED_BY: Final[dict[Kind, frozenset[Kind]]] = {
    Kind.APPROVED: frozenset({Kind.SUBMITTED, Kind.SENT_BACK, Kind.FELL_BEHIND, Kind.DUE_SOON}),
    Kind.SENT_BACK: frozenset({Kind.SUBMITTED}),
    Kind.SUBMITTED: frozenset({Kind.SENT_BACK, Kind.DUE_SOON}),
}
