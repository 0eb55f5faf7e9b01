"""Names in the order of their alphabets: Polish, English, Russian, Ukrainian."""

import unicodedata
from typing import Final

# Sorts after every letter, so that a letter with a mark comes after all words with the bare one.
_AFTER: Final = "\uffff"
# Letters that Unicode does not take apart, or that stand elsewhere in it than in the alphabet.
_LETTERS: Final = str.maketrans(
    {
        "ł": f"l{_AFTER}",
        "ґ": f"г{_AFTER}",
        "є": f"е{_AFTER}",
        "і": f"и{_AFTER}",
        "ї": f"и{_AFTER * 2}",
        "й": f"и{_AFTER * 3}",
    }
)


def alphabetical(name: str) -> str:
    """Return what ``name`` is sorted by; upper and lower case are the same."""
    known = unicodedata.normalize("NFC", name.casefold()).translate(_LETTERS)
    apart = unicodedata.normalize("NFD", known)
    return "".join(_AFTER if unicodedata.combining(letter) else letter for letter in apart)
