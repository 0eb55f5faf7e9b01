"""How much somebody may write about a case at once."""

from typing import Final

# Characters, in a form of the site and of the desk alike.
MAX_TEXT: Final = 5_000
