"""What every letter to somebody who signed up has: facts, links, calendars, whom to answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.background.outbox import Attachment, Mail, contact_details
from events.enums import COMING, RegistrationState
from events.models import ActivityPage, Occurrence, Registration

from . import ics
from .display_names import address_of, localised_date, localised_span, named
from .private_links import private_url

LISTED_DATES: Final = 3


@dataclass(slots=True)
class Draft:
    """The part of a letter that depends on its kind.

    ``publishes``: whoever has a place gets the dates for their calendar; ``struck``: dates that
    their calendar forgets. ``language`` is that of the text, where it is not the reader's.
    """

    subject: str
    paragraphs: Sequence[str]
    publishes: bool = False
    struck: Sequence[Occurrence] = ()
    has_facts: bool = True
    facts: list[tuple[str, str]] = field(default_factory=list)
    link: str = ""
    language: str = ""


def mail_of(registration: Registration, draft: Draft) -> Mail:
    """Return a letter in the language that is active, which is its reader's."""
    code = registration.locale
    page = registration.group.activity
    activity = named(page, code)
    facts = _facts(registration, activity.title) if draft.has_facts else []
    return Mail(
        to=registration.email,
        language=code,
        subject=f"{draft.subject}: {activity.title}",
        paragraphs=draft.paragraphs,
        facts=[*facts, *draft.facts, *_contact(page)],
        links=[
            (draft.link or _("See or change your registration"), private_url(registration)),
            (_("About the activity"), activity.html_url),
        ],
        attachments=_calendars(registration, draft),
        reply_to=page.email or contact_details.reply_to(),
        text_language=draft.language,
    )


def _calendars(registration: Registration, draft: Draft) -> list[Attachment]:
    """Return files for the reader's calendar: nobody gets dates they have no place for."""
    found = []
    if draft.publishes and registration.state in COMING:
        found.append(("calendar.ics", ics.publication(registration), "PUBLISH"))
    if draft.struck:
        group = draft.struck[0].group
        content = ics.cancellation(registration, group, draft.struck)
        found.append(("cancelled.ics", content, "CANCEL"))
    return [
        Attachment(name, content, f"text/calendar; method={method}")
        for name, content, method in found
        if content
    ]


def _contact(page: ActivityPage) -> list[tuple[str, str]]:
    """Return whom people can ask: the organiser, else the office, if either is known."""
    lines = [line for line in (page.organiser, page.phone, page.email) if line]
    if not (page.phone or page.email):
        lines += [line for line in [contact_details.contact()] if line]
    return [(_("Organiser"), "\n".join(lines))] if lines else []


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
    if registration.state == RegistrationState.OFFERED and registration.offered_until:
        until = localised_date(registration.offered_until, registration.locale)
        facts.append((_("Answer by"), until))
    return facts


def _coming(registration: Registration) -> str:
    """Return the next dates, one a line, and how many more there are."""
    coming = list(ics.coming_dates(registration.group_id).order_by("starts_at"))
    lines = [localised_span(one, registration.locale) for one in coming[:LISTED_DATES]]
    more = len(coming) - len(lines)
    if more > 0:
        text = ngettext("and %(count)d more date", "and %(count)d more dates", more)
        lines.append(text % {"count": more})
    return "\n".join(lines)
