"""Words as they are looked for: without capitals, accents and double blanks."""

from unicodedata import combining, normalize

_TAKEN_APART = str.maketrans({"ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "ø": "o"})


def fold(text: str) -> str:
    """Return ``text`` in small letters without diacritics: “Łódź  3” becomes “lodz 3”."""
    parts = normalize("NFKD", text.translate(_TAKEN_APART).casefold())
    return " ".join("".join(c for c in parts if not combining(c)).split())
