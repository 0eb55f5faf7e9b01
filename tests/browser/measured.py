"""Measurements that are told to people after the tests, whichever process took them."""

from collections.abc import Callable
from typing import Any, Final

Measured = Callable[[str], None]
NAME: Final = "measured"


def told(reports: list[Any]) -> list[str]:
    """Return the measurements that the reports of tests carry."""
    properties = [each for report in reports for each in getattr(report, "user_properties", ())]
    return [str(text) for name, text in properties if name == NAME]
