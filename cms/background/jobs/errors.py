"""What is kept of an error: its type and enough of its text to find the cause, nobody's data."""

import re
from typing import Final

MAX_LENGTH: Final = 300
# In this order: whole quoted values and database keys first, then what may stand bare.
PERSONAL: Final = (
    re.compile(r"=\([^)]*(?:\)|$)"),  # PostgreSQL: Key (email)=(…) already exists
    re.compile(r"'[^']*'|\"[^\"]*\"|«[^»]*(?:»|$)|„[^”]*(?:”|$)"),
    re.compile(r"[^\s<>,;:]{1,254}@[^\s<>,;:]+"),
    re.compile(r"\+?\d[\d\s()./-]{6,}\d"),  # telephone, PESEL and account numbers
)


def describe(error: BaseException) -> str:
    """Return ``Type: first line`` of an error, quoted values, addresses and numbers left out."""
    text = str(error).strip()
    first = text.splitlines()[0] if text else ""
    for pattern in PERSONAL:
        first = pattern.sub("…", first)
    return f"{type(error).__name__}: {first}".removesuffix(": ")[:MAX_LENGTH]
