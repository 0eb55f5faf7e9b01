"""The time zone in which people here live, meet and read clocks."""

from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

WARSAW: Final = ZoneInfo(settings.TIME_ZONE)
