"""The time zone in which people here live, meet and read clocks; it knows no Django."""

from typing import Final
from zoneinfo import ZoneInfo

WARSAW: Final = ZoneInfo("Europe/Warsaw")
