"""Which numbers of a table the public is not told, so that no small one can be worked out.

Small numbers are hidden (primary suppression), and with them the least of the others, so that
no total gives them away (complementary suppression): Eurostat, Handbook on Statistical Disclosure
Control.
"""

from collections.abc import Sequence
from typing import Final

SMALL: Final = 5  # Of fewer than five people somebody could tell who they are.


class TooFewError(Exception):
    """Even the total would tell too much."""


def hidden(counts: Sequence[int]) -> frozenset[int]:
    """Return the places of the lines that are hidden, where the total of all is told.

    Zeros are small too. All that are as small as the least of the others are hidden alike, so that
    what is shown stays the same when a small line and a hidden larger one change places: hence no
    hidden number follows from what is shown. Raises TooFewError.
    """
    larger = [count for count in counts if count >= SMALL]
    small = {place for place, count in enumerate(counts) if count < SMALL}
    if not larger and (sum(counts) < SMALL or min(counts) == SMALL - 1):
        raise TooFewError
    if not small:
        return frozenset()
    least = min(larger, default=None)
    return frozenset(small | {place for place, count in enumerate(counts) if count == least})
