"""References that can be read out on the phone."""

import re
import secrets
from typing import Final

# No letter or digit that is taken for another one: 0 O, 1 I L, 5 S, 2 Z, 8 B, U V.
ALPHABET: Final = "34679ACDEFGHJKMNPQRTWXY"
_LENGTHS: Final = (4, 2)
_SEPARATORS: Final = re.compile(r"[\s‐-―-]+")


def new_reference(prefix: str) -> str:
    """Return a random reference such as ``WS-7KQ4-M9``: 148 million of them for a prefix."""
    parts = ("".join(secrets.choice(ALPHABET) for _place in range(count)) for count in _LENGTHS)
    return "-".join((prefix, *parts))


def normalised(text: str) -> str:
    """Return a reference as it is stored, however it was typed: ``ws 7kq4m9`` likewise."""
    letters = _SEPARATORS.sub("", text).upper()
    length = sum(_LENGTHS)
    prefix, rest = letters[:-length], letters[-length:]
    return f"{prefix}-{rest[: _LENGTHS[0]]}-{rest[_LENGTHS[0] :]}"
