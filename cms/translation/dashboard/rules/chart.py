"""Where the lines of the chart of coverage run: days and per cents to coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

WIDTH: Final = 720
HEIGHT: Final = 240
LEFT: Final = 44
RIGHT: Final = 48
TOP: Final = 12
BOTTOM: Final = 28
FULL: Final = 100
_NEXT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dot:
    """One day's value, and where it stands in the drawing."""

    day: date
    percent: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of time that the drawing shows, first and last day included."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return the horizontal place of a day; one day alone stands at the right."""
        span = (self.last - self.first).days
        part = (day - self.first).days / span if span else 1
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)


def y(percent: int) -> float:
    """Return the vertical place of a per cent between 0 and 100."""
    return round(TOP + (FULL - percent) / FULL * (HEIGHT - TOP - BOTTOM), 1)


def dots(values: Sequence[tuple[date, int]], frame: Frame) -> list[Dot]:
    """Return a dot for each day's per cent."""
    return [Dot(day, percent, frame.x(day), y(percent)) for day, percent in values]


def lines(found: Sequence[Dot]) -> list[str]:
    """Return the points of a polyline for each run of days without a gap.

    Days that nobody noted are not drawn over: the line ends and begins again.
    """
    runs: list[list[Dot]] = []
    for dot in found:
        if runs and dot.day - runs[-1][-1].day == _NEXT:
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1]


def labels_apart(places: Sequence[float], distance: float) -> list[float]:
    """Return vertical places of labels, in the same order, moved so that none covers another."""
    moved = list(places)
    order = sorted(range(len(places)), key=lambda index: places[index])
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + distance)
    return moved
