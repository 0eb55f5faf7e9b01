"""Spans of opening hours within one day."""

from collections.abc import Iterator, Sequence
from datetime import time
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from .warsaw_time import MIDNIGHT


class Span(NamedTuple):
    """Times on the wall, the first included, the last not; 00:00 as the end is the day's end."""

    opens: time
    closes: time

    @property
    def lasts_to_midnight(self) -> bool:
        """Tell whether it ends with the day."""
        return self.closes == MIDNIGHT

    @property
    def is_reversed(self) -> bool:
        """Tell whether it ends before it begins, or at once."""
        return not self.lasts_to_midnight and self.closes <= self.opens

    def ends_after(self, at: time) -> bool:
        """Tell whether it is not over at ``at``."""
        return self.lasts_to_midnight or self.closes > at


class Fault(Enum):
    """What may be wrong with a span among others."""

    REVERSED = "reversed"
    OVERLAPS = "overlaps"


def faults(spans: Sequence[Span]) -> Iterator[tuple[int, Fault]]:
    """Yield which spans of one day, by their positions, are reversed or begin within another."""
    for position, span in enumerate(spans):
        if span.is_reversed:
            yield position, Fault.REVERSED
    order = sorted(range(len(spans)), key=lambda position: spans[position])
    for before, after in pairwise(order):
        if spans[before].ends_after(spans[after].opens):
            yield after, Fault.OVERLAPS
