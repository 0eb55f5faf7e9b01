"""Days that an organiser can mean."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.time_zone import WARSAW
from events.rules.recurrence import YEARS_AHEAD, is_plannable


def plannable(value: date | datetime) -> None:
    """Refuse a day of another age, as 2206 for 2026. Raises ``ValidationError``."""
    day = value.astimezone(WARSAW).date() if isinstance(value, datetime) else value
    today = timezone.localdate(timezone=WARSAW)
    if not is_plannable(day, today):
        text = _("Is the year right? It may be at most %(years)d years from now.")
        raise ValidationError(text % {"years": YEARS_AHEAD})
