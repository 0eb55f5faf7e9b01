"""Setting text in the site's two typefaces, whose letters lie in one file for each script."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

from PIL import ImageDraw, ImageFont

FONTS: Final = Path(__file__).parent / "fonts"
DISPLAY: Final = "brygada-1918"
TEXT: Final = "golos-text"
# Code points by file, the first that fits; from the fonts' own unicode.json.
_SCRIPTS: Final = (
    ("latin", (range(0x20, 0x100), range(0x152, 0x154), range(0x2000, 0x2070), (0x20AC, 0x2122))),
    ("cyrillic", (range(0x400, 0x460), (0x490, 0x491, 0x2116))),
    ("latin-ext", (range(0x100, 0x2BB), range(0x1E00, 0x1EA0))),
    ("cyrillic-ext", (range(0x460, 0x530), (0x20B4,))),
)


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface at a weight (400 to 700) and a size in pixels."""

    family: str
    weight: int
    size: int

    def length(self, text: str) -> float:
        """Return the width of ``text`` in pixels."""
        return sum(font.getlength(run) for font, run in self._runs(text))

    def draw(
        self, canvas: ImageDraw.ImageDraw, at: tuple[float, float], text: str, ink: str
    ) -> None:
        """Write ``text`` from a point on its baseline to the right."""
        x, y = at
        for font, run in self._runs(text):
            canvas.text((x, y), run, font=font, fill=ink, anchor="ls")
            x += font.getlength(run)

    def _runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """Yield the parts of ``text`` with their fonts; what no font knows is left out."""
        for script, letters in groupby(text, _script):
            if script:
                yield _font(self.family, script, self.weight, self.size), "".join(letters)


def _script(letter: str) -> str:
    code = ord(letter)
    return next((name for name, some in _SCRIPTS if any(code in codes for codes in some)), "")


@lru_cache(maxsize=64)
def _font(family: str, script: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONTS / f"{family}-{script}.woff2", size)
    font.set_variation_by_axes([weight])
    return font
