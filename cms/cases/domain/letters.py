"""What the letters to senders say: where their case stands, and the way to it, never its text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cms.background.outbox import Attachment, Mail, contact_details, letter
from cms.cases.enums import CaseState, Voice
from cms.cases.models import Appointment, Case, Message

from .appointments import calendar_of, is_off
from .case_types import case_type_of
from .date_formats import localised_day, localised_span
from .letter_wording import LetterWording
from .notifications import LetterKind
from .private_links import private_url


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The part of a letter that depends on its kind."""

    subject: str
    paragraphs: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()
    appointment: Appointment | None = None


Writer = Callable[[Case, str], _Said | None]


def _received(case: Case, _about: str) -> _Said:
    words = _words(case)
    paragraphs = [str(words.received_thanks)]
    if case.due_on:
        text = _("You will hear from us by %(day)s.")
        paragraphs.append(text % {"day": localised_day(case.due_on, case.locale)})
    paragraphs.append(str(words.received_link))
    return _Said(subject=str(words.received), paragraphs=paragraphs)


def _message(case: Case, about: str) -> _Said | None:
    message = Message.objects.filter(pk=about, voice=Voice.DESK).first()
    if message is None or case.texts_deleted_at:
        return None
    return _Said(
        subject=_("There is a message for you"),
        paragraphs=[
            str(_words(case).message),
            _("To protect your data it is not in this mail. Read it and answer by the link."),
        ],
    )


def _state(case: Case, about: str) -> _Said | None:
    """Tell where the case stands, unless it stands elsewhere by now."""
    standing = case.merged_into or case
    words = _words(case)
    if standing.state != about or about not in words.states:
        return None
    text = str(words.states[CaseState(about)])
    return _Said(subject=str(words.moved_on), paragraphs=[text])


def _appointment(case: Case, about: str) -> _Said | None:
    appointment = _known(about)
    if appointment is None:
        return None
    when = {"when": localised_span(appointment.starts_at, appointment.ends_at, case.locale)}
    if is_off(appointment, case):
        subject, text = (
            _("An appointment is cancelled"),
            _("This appointment is cancelled: %(when)s."),
        )
    elif appointment.sequence:
        subject, text = _("An appointment has changed"), _("The appointment is now on %(when)s.")
    else:
        subject, text = _("An appointment for you"), _("We have made an appointment: %(when)s.")
    return _meeting(subject, text % when, appointment, off=is_off(appointment, case))


def _reminder(case: Case, about: str) -> _Said | None:
    appointment = _known(about)
    if appointment is None or is_off(appointment, case):
        return None
    if appointment.starts_at <= timezone.now():
        return None
    when = {"when": localised_span(appointment.starts_at, appointment.ends_at, case.locale)}
    return _meeting(
        _("See you soon"),
        _("A reminder of our appointment: %(when)s.") % when,
        appointment,
        off=False,
    )


def _known(about: str) -> Appointment | None:
    return Appointment.objects.filter(pk=about).first()


def _meeting(subject: str, text: str, appointment: Appointment, *, off: bool) -> _Said:
    facts = [(pgettext("appointment", "How"), str(appointment.get_meeting_display()))]
    if appointment.place:
        facts.append((_("Where"), appointment.place))
    paragraphs = [text, _("If the time does not suit you, please write to us by the link.")]
    if off:
        paragraphs.pop()
    return _Said(subject=subject, paragraphs=paragraphs, facts=facts, appointment=appointment)


def _link(case: Case, _about: str) -> _Said:
    words = _words(case)
    return _Said(
        subject=str(words.link),
        paragraphs=[
            _("Somebody, probably you, asked us to send this link again."),
            str(words.link_text),
        ],
    )


def _joined(case: Case, _about: str) -> _Said | None:
    """Tell either sender of a joining that still stands."""
    words = _words(case)
    if case.merged_into is None:
        if not case.merged.exists():
            return None
        return _Said(subject=str(words.joined_subject), paragraphs=[str(words.joined_to_main)])
    return _Said(
        subject=str(words.joined_subject),
        paragraphs=[
            str(words.joined) % {"reference": case.merged_into.reference},
            _("We go on with that one. Nothing is lost: our answers come to you as well."),
        ],
    )


def _parted(case: Case, _about: str) -> _Said | None:
    if case.merged_into is not None or case.closed_at is not None:
        return None
    words = _words(case)
    return _Said(subject=str(words.moved_on), paragraphs=[str(words.parted)])


def _lapsed(case: Case, _about: str) -> _Said | None:
    """Tell that a case was closed because nothing happened, unless it goes on by now."""
    if (case.merged_into or case).closed_at is None:
        return None
    words = _words(case)
    return _Said(subject=str(words.lapsed), paragraphs=[str(words.lapsed_text)])


def _words(case: Case) -> LetterWording:
    return case_type_of(case.kind).wording


WRITERS: Final[dict[LetterKind, Writer]] = {
    LetterKind.RECEIVED: _received,
    LetterKind.MESSAGE: _message,
    LetterKind.STATE: _state,
    LetterKind.APPOINTMENT: _appointment,
    LetterKind.REMINDER: _reminder,
    LetterKind.LINK: _link,
    LetterKind.JOINED: _joined,
    LetterKind.PARTED: _parted,
    LetterKind.LAPSED: _lapsed,
}


def compose(kind: LetterKind, subject_id: str) -> Mail | None:
    """Return a letter as things are now; None when it would no longer be true."""
    pk, _colon, about = subject_id.partition(":")
    case = Case.objects.select_related("merged_into").filter(pk=UUID(pk)).first()
    if case is None or not case.email:
        return None
    with override(case.locale):
        said = WRITERS[kind](case, about)
        return None if said is None else _mail(case, said)


def _mail(case: Case, said: _Said) -> Mail:
    attachments = []
    if said.appointment is not None:
        calendar = calendar_of(said.appointment, case, attendee=case.email)
        method = "CANCEL" if is_off(said.appointment, case) else "REQUEST"
        attachments.append(
            Attachment("appointment.ics", calendar, f"text/calendar; method={method}")
        )
    return Mail(
        to=case.email,
        language=case.locale,
        subject=said.subject,
        paragraphs=said.paragraphs,
        facts=[(_("Number"), case.reference), (_("About"), case.about), *said.facts, *_contact()],
        links=[(str(_words(case).see), private_url(case))],
        attachments=attachments,
        reply_to=contact_details.reply_to(),
    )


def _contact() -> list[tuple[str, str]]:
    """Return whom the reader can ask besides: the office, and nobody's own address."""
    said = contact_details.contact()
    return [(_("Contact"), said)] if said else []


for _kind in WRITERS:
    letter(f"desk.{_kind}")(partial(compose, _kind))
