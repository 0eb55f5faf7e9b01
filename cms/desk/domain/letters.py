"""What the letters to senders say: where their case stands, and the way to it, never its text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.core.letters import Attachment, Mail, letter
from cms.desk.enums import CaseState, Voice
from cms.desk.models import Appointment, Case, Message

from .appointments import calendar_of
from .links import private_url
from .spoken import spoken_day, spoken_span
from .telling import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """The part of a letter that depends on its kind."""

    subject: str
    paragraphs: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()
    appointment: Appointment | None = None


Writer = Callable[[Case, str], _Said | None]

_STATES: Final = {
    CaseState.IN_TRIAGE: gettext_lazy(
        "Somebody is reading your request and checking what we can do."
    ),
    CaseState.ACCEPTED: gettext_lazy("We have accepted your request and are preparing the help."),
    CaseState.IN_PROGRESS: gettext_lazy("We are working on your request."),
    CaseState.COMPLETED: gettext_lazy(
        "Your request is completed. By the link you can read how it ended and say if it helped."
    ),
    CaseState.DECLINED: gettext_lazy(
        "We cannot do what you asked for. By the link you can read why, and write to us."
    ),
    CaseState.WITHDRAWN: gettext_lazy("Your request is withdrawn. Nothing else happens with it."),
}


def _received(case: Case, _about: str) -> _Said:
    paragraphs = [_("Thank you. We have received your request, and a person will read it.")]
    if case.due_on:
        text = _("You will hear from us by %(day)s.")
        paragraphs.append(text % {"day": spoken_day(case.due_on, case.locale)})
    paragraphs.append(
        _(
            "The link below is the way to your request: there you see where it stands, read our"
            " answers and write to us. Please keep it, and do not pass it on."
        )
    )
    return _Said(subject=_("We have received your request"), paragraphs=paragraphs)


def _message(case: Case, about: str) -> _Said | None:
    message = Message.objects.filter(pk=about, voice=Voice.DESK).first()
    if message is None or case.texts_deleted_at:
        return None
    return _Said(
        subject=_("There is a message for you"),
        paragraphs=[
            _("We have written to you about your request."),
            _("To protect your data it is not in this mail. Read it and answer by the link."),
        ],
    )


def _state(case: Case, about: str) -> _Said | None:
    """Tell where the case stands, unless it stands elsewhere by now."""
    standing = case.merged_into or case
    if standing.state != about or about not in _STATES:
        return None
    return _Said(
        subject=_("Your request has moved on"), paragraphs=[str(_STATES[CaseState(about)])]
    )


def _appointment(case: Case, about: str) -> _Said | None:
    appointment = _known(about)
    if appointment is None:
        return None
    when = {"when": spoken_span(appointment.starts_at, appointment.ends_at, case.locale)}
    if appointment.is_cancelled:
        subject, text = (
            _("An appointment is cancelled"),
            _("This appointment is cancelled: %(when)s."),
        )
    elif appointment.sequence:
        subject, text = _("An appointment has changed"), _("The appointment is now on %(when)s.")
    else:
        subject, text = _("An appointment for you"), _("We have made an appointment: %(when)s.")
    return _meeting(subject, text % when, appointment)


def _reminder(case: Case, about: str) -> _Said | None:
    appointment = _known(about)
    if appointment is None or appointment.is_cancelled or appointment.starts_at <= timezone.now():
        return None
    when = {"when": spoken_span(appointment.starts_at, appointment.ends_at, case.locale)}
    return _meeting(
        _("See you soon"), _("A reminder of our appointment: %(when)s.") % when, appointment
    )


def _known(about: str) -> Appointment | None:
    return Appointment.objects.filter(pk=about).first()


def _meeting(subject: str, text: str, appointment: Appointment) -> _Said:
    facts = [(_("How"), str(appointment.get_meeting_display()))]
    if appointment.place:
        facts.append((_("Where"), appointment.place))
    paragraphs = [text, _("If the time does not suit you, please write to us by the link.")]
    if appointment.is_cancelled:
        paragraphs.pop()
    return _Said(subject=subject, paragraphs=paragraphs, facts=facts, appointment=appointment)


def _link(_case: Case, _about: str) -> _Said:
    return _Said(
        subject=_("The link to your request"),
        paragraphs=[
            _("Somebody, probably you, asked us to send this link again."),
            _("It is the way to your request. Please keep it, and do not pass it on."),
        ],
    )


def _joined(case: Case, _about: str) -> _Said | None:
    if case.merged_into is None:
        return None
    text = _("We had already received a request about the same thing, number %(reference)s.")
    return _Said(
        subject=_("We have joined two requests"),
        paragraphs=[
            text % {"reference": case.merged_into.reference},
            _("We go on with that one. Nothing is lost: our answers come to you as well."),
        ],
    )


WRITERS: Final[dict[LetterKind, Writer]] = {
    LetterKind.RECEIVED: _received,
    LetterKind.MESSAGE: _message,
    LetterKind.STATE: _state,
    LetterKind.APPOINTMENT: _appointment,
    LetterKind.REMINDER: _reminder,
    LetterKind.LINK: _link,
    LetterKind.JOINED: _joined,
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
        calendar = calendar_of(said.appointment)
        attachments.append(Attachment("appointment.ics", calendar, "text/calendar"))
    return Mail(
        to=case.email,
        language=case.locale,
        subject=said.subject,
        paragraphs=said.paragraphs,
        facts=[(_("Number"), case.reference), (_("About"), case.about), *said.facts],
        links=[(_("See where your request stands"), private_url(case))],
        attachments=attachments,
    )


for _kind in WRITERS:
    letter(f"desk.{_kind}")(partial(compose, _kind))
