"""How a word and a mark-up tag look in running text, in all of the site's languages."""

import re
from typing import Final

TAG: Final = re.compile(r"<[^<>]+>")
# The same, and empty brackets as people type them.
BRACKETS: Final = re.compile(r"<[^<>]*>")
WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
