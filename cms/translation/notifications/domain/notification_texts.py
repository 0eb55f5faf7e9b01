"""Notifications in words, in the language that is active."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core import locales
from cms.translation.notifications.enums import Kind
from cms.translation.notifications.models import Notice

from .notification_targets import NotificationTargets

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A notification as people read it; ``url`` is a path in the admin."""

    notice: Notice
    text: str
    url: str


def lines(notices: list[Notice]) -> list[Line]:
    """Return the notifications in words, in the same order."""
    subjects = NotificationTargets(notices)
    return [Line(each, _text(each, subjects.title(each)), subjects.url(each)) for each in notices]


def _text(notice: Notice, title: str) -> str:
    code = notice.locale.language_code
    values = {
        "title": title,
        "language": locales.NAMES.get(code, code),
        "day": date_format(notice.on, "j.m.Y") if notice.on else "",
        "count": notice.count,
    }
    text = _WORDS[Kind(notice.kind)](values)
    return _("Urgent: %(text)s") % {"text": text} if notice.is_urgent else text


def _assigned(values: Values) -> str:
    if values["day"]:
        return _("“%(title)s” (%(language)s) is yours to translate until %(day)s.") % values
    return _("“%(title)s” (%(language)s) is yours to translate.") % values


def _due_soon(values: Values) -> str:
    return _("“%(title)s” (%(language)s) is due on %(day)s.") % values


def _fell_behind(values: Values) -> str:
    if not values["count"]:
        return _("“%(title)s” (%(language)s) fell behind: no text waits, only a review.") % values
    text = ngettext(
        "“%(title)s” (%(language)s) fell behind: %(count)d segment waits.",
        "“%(title)s” (%(language)s) fell behind: %(count)d segments wait.",
        values["count"],
    )
    return text % values


def _submitted(values: Values) -> str:
    return _("“%(title)s” (%(language)s) waits for your review.") % values


def _sent_back(values: Values) -> str:
    return _("“%(title)s” (%(language)s) was sent back. The working view says why.") % values


def _approved(values: Values) -> str:
    return _("“%(title)s” (%(language)s) was approved.") % values


def _legal_validity(values: Values) -> str:
    return _("“%(title)s” is legally valid until %(day)s. Please read it again.") % values


_WORDS: Final[dict[Kind, Callable[[Values], str]]] = {
    Kind.ASSIGNED: _assigned,
    Kind.DUE_SOON: _due_soon,
    Kind.FELL_BEHIND: _fell_behind,
    Kind.SUBMITTED: _submitted,
    Kind.SENT_BACK: _sent_back,
    Kind.APPROVED: _approved,
    Kind.LEGAL_VALIDITY: _legal_validity,
}
