"""What the letters to people who signed up say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms.core import locales
from cms.core.letters import Attachment, Mail, letter
from events.enums import (
    CONCERNED,
    EndReason,
    LetterKind,
    OccurrenceState,
    RegistrationState,
)
from events.models import GroupMessage, Occurrence, Registration

from . import feeds
from .links import private_url
from .naming import address_of, named, spoken_date, spoken_span

LISTED_DATES = 3


@dataclass(slots=True)
class _Draft:
    """The part of a letter that depends on its kind."""

    subject: str
    paragraphs: Sequence[str]
    has_calendar: bool = False
    has_facts: bool = True
    facts: list[tuple[str, str]] = field(default_factory=list)
    link: str = ""


Writer = Callable[[Registration, str], _Draft | None]


def _confirmation(registration: Registration, _about: str) -> _Draft | None:
    if registration.state != RegistrationState.CONFIRMED:
        return None
    facts = []
    if registration.group.online_url:
        facts.append((_("Online room"), registration.group.online_url))
    return _Draft(
        _("You have a place"),
        [
            _("You have a place. We look forward to seeing you."),
            _("If you cannot come, please withdraw by the link, so that somebody else can come."),
        ],
        has_calendar=True,
        facts=facts,
    )


def _waiting(registration: Registration, _about: str) -> _Draft | None:
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
    return _Draft(_("You are on the waiting list"), [text])


def _returned(registration: Registration, _about: str) -> _Draft | None:
    if registration.state != RegistrationState.WAITING:
        return None
    return _Draft(
        _("You are on the waiting list again"),
        [
            _("The organiser has taken your place back and put you on the waiting list."),
            _("We write when there is a place for you. If this is a mistake, please ask them."),
        ],
    )


def _offer(registration: Registration, _about: str) -> _Draft | None:
    until = registration.offered_until
    if registration.state != RegistrationState.OFFERED or until is None or until <= timezone.now():
        return None
    held = _("A place has become free, and we hold it for you until %(until)s.")
    return _Draft(
        _("A place is free for you"),
        [
            held % {"until": spoken_date(until, registration.locale)},
            _("Please say by then whether you take it. After that it goes to the next person."),
        ],
        link=_("Answer the offer"),
    )


def _expired(_registration: Registration, _about: str) -> _Draft:
    return _Draft(
        _("The offer has expired"),
        [
            _("We held a place for you, and the time to answer has passed."),
            _("It is not held any more. If you still want to come, sign up again."),
        ],
    )


def _withdrawn(registration: Registration, _about: str) -> _Draft:
    texts = {
        EndReason.DECLINED: _("You have declined the place. It goes to the next person."),
        EndReason.ORGANISER: _(
            "The organiser has taken you off the list. If this is a mistake, please ask them."
        ),
    }
    usual = _("You have withdrawn. Thank you for telling us: somebody else can come now.")
    return _Draft(
        _("You are no longer signed up"), [texts.get(EndReason(registration.end_reason), usual)]
    )


def _moved(registration: Registration, _about: str) -> _Draft | None:
    if registration.state not in CONCERNED:
        return None
    if registration.state == RegistrationState.WAITING:
        text = _("The organiser has moved you to another group. You are on its waiting list.")
    else:
        text = _("The organiser has moved you to another group. You have a place there.")
    return _Draft(_("You are in another group now"), [text], has_calendar=True)


def _change(registration: Registration, about: str) -> _Draft | None:
    if registration.state not in CONCERNED:
        return None
    if not about:
        text = _("Several dates have changed. Below are the next ones; the link shows all of them.")
        return _Draft(_("Dates have changed"), [text], has_calendar=True)
    occurrence = Occurrence.objects.filter(pk=about, group=registration.group_id).first()
    if occurrence is None:
        return None
    texts = {
        OccurrenceState.CANCELLED: _("This date is cancelled: %(when)s."),
        OccurrenceState.MOVED: _("A date has moved. It is now on %(when)s."),
        OccurrenceState.PLANNED: _("This date takes place: %(when)s."),
    }
    text = texts[OccurrenceState(occurrence.state)]
    when = spoken_span(occurrence, registration.locale)
    return _Draft(_("A date has changed"), [text % {"when": when}], has_calendar=True)


def _cancelled(_registration: Registration, _about: str) -> _Draft:
    return _Draft(
        _("The group is cancelled"),
        [_("We are sorry: the organiser has cancelled the group. All its dates are off.")],
        has_calendar=True,
    )


def _reminder(registration: Registration, about: str) -> _Draft | None:
    occurrence = Occurrence.objects.filter(pk=about, group=registration.group_id).first()
    if occurrence is None or registration.state != RegistrationState.CONFIRMED:
        return None
    if occurrence.state == OccurrenceState.CANCELLED or occurrence.starts_at <= timezone.now():
        return None
    when = spoken_span(occurrence, registration.locale)
    facts = []
    if registration.group.online_url:
        facts.append((_("Online room"), registration.group.online_url))
    return _Draft(
        _("See you soon"),
        [
            _("A reminder: we meet on %(when)s.") % {"when": when},
            _("If you cannot come, please withdraw by the link, so that somebody else can come."),
        ],
        facts=facts,
    )


def _message(registration: Registration, about: str) -> _Draft | None:
    message = GroupMessage.objects.filter(pk=about, group=registration.group_id).first()
    if message is None:
        return None
    text = message.texts.get(registration.locale) or message.texts[locales.SOURCE]
    return _Draft(text["subject"], text["text"].split("\n\n"), has_facts=False)


WRITERS: dict[LetterKind, Writer] = {
    LetterKind.CONFIRMATION: _confirmation,
    LetterKind.WAITING: _waiting,
    LetterKind.OFFER: _offer,
    LetterKind.OFFER_EXPIRED: _expired,
    LetterKind.WITHDRAWN: _withdrawn,
    LetterKind.RETURNED: _returned,
    LetterKind.MOVED: _moved,
    LetterKind.CHANGE: _change,
    LetterKind.CANCELLED: _cancelled,
    LetterKind.REMINDER_DAYS: _reminder,
    LetterKind.REMINDER_HOURS: _reminder,
    LetterKind.MESSAGE: _message,
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
        return None if draft is None else _mail(registration, draft)


def _mail(registration: Registration, draft: _Draft) -> Mail:
    code = registration.locale
    activity = named(registration.group.activity, code)
    facts = _facts(registration, activity.title) if draft.has_facts else []
    calendar = feeds.calendar_of(registration) if draft.has_calendar else b""
    file = Attachment("calendar.ics", calendar, "text/calendar")
    return Mail(
        to=registration.email,
        language=code,
        subject=draft.subject,
        paragraphs=draft.paragraphs,
        facts=[*facts, *draft.facts],
        links=[
            (draft.link or _("See or change your registration"), private_url(registration)),
            (_("About the activity"), activity.html_url),
        ],
        attachments=[file] if calendar else [],
    )


def _facts(registration: Registration, title: str) -> list[tuple[str, str]]:
    group = registration.group
    facts = [(_("Activity"), title), (_("Group"), group.name)]
    when = _coming(registration)
    if when:
        facts.append((_("When"), when))
    where = _("online") if group.is_online else address_of(group)
    if where:
        facts.append((_("Where"), where))
    facts.append((_("Places"), str(registration.size)))
    return facts


def _coming(registration: Registration) -> str:
    """Return the next dates, one a line, and how many more there are."""
    coming = list(
        Occurrence.objects.filter(group=registration.group_id, ends_at__gt=timezone.now())
        .exclude(state=OccurrenceState.CANCELLED)
        .order_by("starts_at")
    )
    lines = [spoken_span(one, registration.locale) for one in coming[:LISTED_DATES]]
    more = len(coming) - len(lines)
    if more > 0:
        text = ngettext("and %(count)d more date", "and %(count)d more dates", more)
        lines.append(text % {"count": more})
    return "\n".join(lines)


for _kind in LetterKind:
    letter(f"events.{_kind}")(partial(compose, _kind))
