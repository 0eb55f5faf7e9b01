"""How long texts may be, and from what length two equal ones say something."""

from typing import Final

TITLE_LENGTH: Final = 255
# Characters of one text with its markup: several times the longest paragraph there is.
MAX_TEXT: Final = 40_000
# Shorter texts may well be the same in two languages: names, numbers, "PESEL".
WORDS_THAT_ARE_NO_ACCIDENT: Final = 3
