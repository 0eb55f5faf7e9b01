"""The words of opening hours, and the languages spoken at points."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Weekday(models.IntegerChoices):
    """Days of the week, ISO 8601."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class State(models.TextChoices):
    """How a point is at a moment. Closed down: for good or for a period, as editors have said."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    CLOSED_DOWN = "closed_down", _("closed down")


class Reason(models.TextChoices):
    """Why a day is not like its weekday."""

    HOLIDAY = "holiday", _("public holiday")
    EXCEPTION = "exception", _("different hours")
    CLOSURE = "closure", _("closure")


# ISO 639 codes of what people who come to a point may speak: the site's own languages first.
SPOKEN: Final = (
    *("pl", "uk", "ru", "en"),
    *("ar", "az", "be", "bg", "bn", "cs", "de", "es", "fa", "fil", "fr", "hi", "hu", "hy", "id"),
    *("it", "ka", "kk", "ko", "ku", "ky", "lt", "mn", "ne", "ps", "pt", "ro", "rom", "sk", "so"),
    *("sw", "tg", "ti", "tr", "ur", "uz", "vi", "zh"),
)
