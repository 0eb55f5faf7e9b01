"""What letters say of dates that have changed: which they were, and what they are now.

What a letter is about is a date with the seconds at which it was to begin (``12:1804500000``), or
``new`` (``12:new``), several that changed together (``of:7``), or none where that is not known.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.enums import COMING, CONCERNED, OccurrenceState
from events.models import DatesChange, Occurrence, Registration

from .date_changes import SEVERAL
from .display_names import localised_date, localised_span
from .letter_parts import Draft

LISTED = 15
Dated = tuple[Occurrence, int | None]  # A date, and the second at which it was to begin.


def changed_dates(registration: Registration, about: str) -> Draft | None:
    """Return a letter about changed dates, as they are now; none for whom they concern no more."""
    if registration.state not in CONCERNED:
        return None
    kind, _colon, rest = about.partition(":")
    if not about:
        return _unnamed(registration)
    if kind == SEVERAL:
        return _several(registration, int(rest))
    occurrence = Occurrence.objects.filter(pk=kind, group=registration.group_id).first()
    if occurrence is None:
        return None
    is_new = rest == "new"
    return _one(registration, occurrence, None if is_new else int(rest or 0), is_new=is_new)


def _one(
    registration: Registration, date: Occurrence, former: int | None, *, is_new: bool
) -> Draft:
    is_off = date.state == OccurrenceState.CANCELLED
    subject = _("There is another date") if is_new else _("A date has changed")
    return Draft(
        _("A date is cancelled") if is_off else subject,
        [_sentence(date, former, registration.locale, is_new=is_new)],
        publishes=not is_off,
        struck=[date] if is_off and registration.state in COMING else [],
    )


def _sentence(date: Occurrence, former: int | None, code: str, *, is_new: bool) -> str:
    """Say which date it was, and what it is now."""
    when = localised_span(date, code)
    if date.state == OccurrenceState.CANCELLED:
        return _("This date is cancelled: %(when)s.") % {"when": when}
    if is_new:
        return _("There is another date: %(when)s.") % {"when": when}
    if former and former != int(date.starts_at.timestamp()):
        text = _("A date has moved. Instead of %(before)s it is now on %(when)s.")
        return text % {"before": _spoken(former, code), "when": when}
    return _("This date takes place: %(when)s.") % {"when": when}


def _several(registration: Registration, change_id: int) -> Draft | None:
    """Name each date that changed: those called off, those moved, those that are new."""
    change = DatesChange.objects.filter(pk=change_id, group=registration.group_id).first()
    if change is None:
        return None
    found = Occurrence.objects.filter(pk__in=list(change.before), group=registration.group_id)
    dated = [(date, change.before[str(date.pk)]) for date in found.order_by("starts_at")]
    off = [each for each in dated if each[0].state == OccurrenceState.CANCELLED]
    on = [each for each in dated if each not in off]
    code = registration.locale
    facts = [
        (_("Cancelled dates"), _lines(off, lambda each: _former(each, code))),
        (_("Changed dates"), _lines([one for one in on if one[1] is not None], _moving(code))),
        (
            _("New dates"),
            _lines([one for one in on if one[1] is None], lambda one: _now(one, code)),
        ),
    ]
    draft = _unnamed(registration, _("Several dates have changed. These are the changes:"))
    draft.facts = [(name, lines) for name, lines in facts if lines]
    draft.struck = [date for date, _before in off] if registration.state in COMING else []
    return draft


def _unnamed(registration: Registration, text: str = "") -> Draft:
    """Say that several dates have changed; calendars follow each of them."""
    usual = _("Several dates have changed. Below are the next ones; the link shows all of them.")
    off = Occurrence.objects.filter(
        group=registration.group_id, state=OccurrenceState.CANCELLED, ends_at__gt=timezone.now()
    )
    struck = list(off) if registration.state in COMING else []
    return Draft(_("Dates have changed"), [text or usual], publishes=True, struck=struck)


def _lines(dated: list[Dated], line: Callable[[Dated], str]) -> str:
    """Return a line a date, and how many more there are."""
    lines = [line(each) for each in dated[:LISTED]]
    more = len(dated) - len(lines)
    if more > 0:
        text = ngettext("and %(count)d more date", "and %(count)d more dates", more)
        lines.append(text % {"count": more})
    return "\n".join(lines)


def _moving(code: str) -> Callable[[Dated], str]:
    text = _("Instead of %(before)s: %(when)s")
    return lambda each: text % {"before": _former(each, code), "when": _now(each, code)}


def _former(each: Dated, code: str) -> str:
    _date, before = each
    return _now(each, code) if before is None else _spoken(before, code)


def _now(each: Dated, code: str) -> str:
    return localised_span(each[0], code)


def _spoken(seconds: int, code: str) -> str:
    return localised_date(datetime.fromtimestamp(seconds, UTC), code)
