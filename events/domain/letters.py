"""What the letters to people who signed up say.

A writer gets the registration and what it is about: changed dates (see
:mod:`events.domain.date_change_letters`), a message, or the group in which somebody has lost a
place, whose dates their calendar has to strike out.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.background.outbox import Mail, letter
from events.enums import (
    CONCERNED,
    EndReason,
    LetterKind,
    OccurrenceState,
    RegistrationState,
)
from events.models import GroupMessage, Occurrence, Registration

from . import certificates
from .date_change_letters import changed_dates
from .display_names import localised_date, localised_span
from .group_messages import wording
from .letter_parts import Draft, mail_of

Writer = Callable[[Registration, str], Draft | None]


def _confirmation(registration: Registration, _about: str) -> Draft | None:
    if registration.state != RegistrationState.CONFIRMED:
        return None
    facts = []
    if registration.group.online_url:
        facts.append((_("Online room"), registration.group.online_url))
    return Draft(
        _("You have a place"),
        [
            _("You have a place. We look forward to seeing you."),
            _("If you cannot come, please withdraw by the link, so that somebody else can come."),
        ],
        publishes=True,
        facts=facts,
    )


def _waiting(registration: Registration, _about: str) -> Draft | None:
    if registration.state != RegistrationState.WAITING:
        return None
    if registration.group.is_moderated:
        text = _(
            "Thank you for signing up. The organiser decides who gets a place, and we will write."
        )
    else:
        text = _(
            "There is no place for you yet. You are on the waiting list, and we write when "
            "there is."
        )
    return Draft(_("You are on the waiting list"), [text])


def _returned(registration: Registration, about: str) -> Draft | None:
    if registration.state != RegistrationState.WAITING:
        return None
    return Draft(
        _("You are on the waiting list again"),
        [
            _("The organiser has taken your place back and put you on the waiting list."),
            _("We write when there is a place for you. If this is a mistake, please ask them."),
        ],
        struck=_all_of(about),
    )


def _offer(registration: Registration, _about: str) -> Draft | None:
    until = registration.offered_until
    if registration.state != RegistrationState.OFFERED or until is None or until <= timezone.now():
        return None
    held = _("A place has become free, and we hold it for you until %(until)s.")
    return Draft(
        _("A place is free for you"),
        [
            held % {"until": localised_date(until, registration.locale)},
            _("Please say by then whether you take it. After that it goes to the next person."),
        ],
        link=_("Answer the offer"),
    )


def _expired(_registration: Registration, _about: str) -> Draft:
    return Draft(
        _("The offer has expired"),
        [
            _("We held a place for you, and the time to answer has passed."),
            _("It is not held any more. If you still want to come, sign up again."),
        ],
    )


def _withdrawn(registration: Registration, about: str) -> Draft:
    texts = {
        EndReason.DECLINED: _("You have declined the place. It goes to the next person."),
        EndReason.ORGANISER: _(
            "The organiser has taken you off the list. If this is a mistake, please ask them."
        ),
    }
    usual = _("You have withdrawn. Thank you for telling us: somebody else can come now.")
    return Draft(
        _("You are no longer signed up"),
        [texts.get(EndReason(registration.end_reason), usual)],
        struck=_all_of(about),
    )


def _moved(registration: Registration, about: str) -> Draft | None:
    if registration.state not in CONCERNED:
        return None
    if registration.state == RegistrationState.WAITING:
        text = _("The organiser has moved you to another group. You are on its waiting list.")
    else:
        text = _("The organiser has moved you to another group. You have a place there.")
    return Draft(_("You are in another group now"), [text], publishes=True, struck=_all_of(about))


def _cancelled(_registration: Registration, about: str) -> Draft:
    return Draft(
        _("The group is cancelled"),
        [_("We are sorry: the organiser has cancelled the group. All its dates are off.")],
        struck=_all_of(about),
    )


def _all_of(group_id: str) -> list[Occurrence]:
    """Return the dates to come of a group in which somebody had a place; none without one."""
    if not group_id:
        return []
    return list(Occurrence.objects.filter(group=int(group_id), ends_at__gt=timezone.now()))


def _reminder(registration: Registration, about: str) -> Draft | None:
    occurrence = Occurrence.objects.filter(pk=about, group=registration.group_id).first()
    if occurrence is None or registration.state != RegistrationState.CONFIRMED:
        return None
    if occurrence.state == OccurrenceState.CANCELLED or occurrence.starts_at <= timezone.now():
        return None
    when = localised_span(occurrence, registration.locale)
    facts = []
    if registration.group.online_url:
        facts.append((_("Online room"), registration.group.online_url))
    return Draft(
        _("See you soon"),
        [
            _("A reminder: we meet on %(when)s.") % {"when": when},
            _("If you cannot come, please withdraw by the link, so that somebody else can come."),
        ],
        facts=facts,
    )


def _message(registration: Registration, about: str) -> Draft | None:
    message = GroupMessage.objects.filter(pk=about, group=registration.group_id).first()
    if message is None:
        return None
    said = wording(message, registration.locale)
    return Draft(said.subject, said.text.split("\n\n"), has_facts=False, language=said.language)


def _certificate(registration: Registration, _about: str) -> Draft | None:
    people = certificates.earned(registration)
    missing = any(not certificates.name_of(one.participant) for one in people)
    if not missing and not certificates.issued(registration):
        return None
    text = _("Your certificate of attendance is ready. You can download it in four languages.")
    if missing:
        text = _(
            "A certificate of attendance waits for you. Please write whom it is for: the first "
            "name and surname of each participant."
        )
    return Draft(_("Your certificate of attendance"), [text], link=_("Go to the certificate"))


WRITERS: dict[LetterKind, Writer] = {
    LetterKind.CONFIRMATION: _confirmation,
    LetterKind.WAITING: _waiting,
    LetterKind.OFFER: _offer,
    LetterKind.OFFER_EXPIRED: _expired,
    LetterKind.WITHDRAWN: _withdrawn,
    LetterKind.RETURNED: _returned,
    LetterKind.MOVED: _moved,
    LetterKind.CHANGE: changed_dates,
    LetterKind.CANCELLED: _cancelled,
    LetterKind.REMINDER_DAYS: _reminder,
    LetterKind.REMINDER_HOURS: _reminder,
    LetterKind.MESSAGE: _message,
    LetterKind.CERTIFICATE: _certificate,
}


def compose(kind: LetterKind, subject_id: str) -> Mail | None:
    """Return a letter as things are now; None when it would no longer be true."""
    pk, _colon, about = subject_id.partition(":")
    found = Registration.objects.select_related("group__activity").filter(pk=UUID(pk))
    registration = found.first()
    if registration is None or not registration.email:
        return None
    with override(registration.locale):
        draft = WRITERS[kind](registration, about)
        return None if draft is None else mail_of(registration, draft)


for _kind in LetterKind:
    letter(f"events.{_kind}")(partial(compose, _kind))
