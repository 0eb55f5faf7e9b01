"""Draw a share image: 1200×630, the identity of the site, a page's title."""

import io
from functools import cache
from typing import Final

from PIL import Image, ImageDraw

from .content import Shared
from .layout import Box, fit, shortened
from .typefaces import DISPLAY, TEXT, Face

WIDTH: Final = 1200
HEIGHT: Final = 630
# From frontend/src/styles/tokens.css.
DEEP: Final = "#0e4239"
BRAND: Final = "#1d6a5c"
ACCENT: Final = "#e8934a"
SHARED_PART: Final = "#0a2f28"
ON_BRAND: Final = "#ffffff"
ON_BRAND_SOFT: Final = "#d5e6df"

MARGIN: Final = 72
TEXT_WIDTH: Final = 696
_TITLE: Final = Box(TEXT_WIDTH, 320, (92, 84, 76, 68, 60, 54, 48, 44), 1.13)
_TITLE_TOP: Final = 138
_SECTION: Final = Face(TEXT, 500, 29)
_SITE: Final = Face(DISPLAY, 600, 40)
SEPARATOR: Final = " › "
_FINE: Final = 2  # Shapes are drawn so many times larger, and made smaller, for smooth edges.
_COLOURS: Final = 128


def draw(shared: Shared) -> bytes:
    """Return the picture as PNG, at most 100 KB."""
    is_home = shared.site == shared.title
    image = _background(with_mark=not is_home).copy()
    canvas = ImageDraw.Draw(image)
    _SECTION.draw(canvas, (MARGIN, 102), _section(shared.section), ON_BRAND_SOFT)
    _draw_title(canvas, shared.title)
    if not is_home:
        site = shortened(shared.site, _SITE, TEXT_WIDTH - 96)
        _SITE.draw(canvas, (MARGIN + 92, 561), site, ON_BRAND)
    out = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _section(titles: tuple[str, ...]) -> str:
    """Return the titles in one line, without the outer ones where there is no room for all."""
    while len(titles) > 1 and _SECTION.length(SEPARATOR.join(titles)) > TEXT_WIDTH:
        titles = titles[1:]
    return shortened(SEPARATOR.join(titles), _SECTION, TEXT_WIDTH)


def _draw_title(canvas: ImageDraw.ImageDraw, title: str) -> None:
    """Write the title in the middle of its box."""
    fitted = fit(title, DISPLAY, 600, _TITLE)
    y = _TITLE_TOP + (_TITLE.height - len(fitted.lines) * fitted.step) / 2
    for line in fitted.lines:
        fitted.face.draw(canvas, (MARGIN, y + fitted.face.size * 0.88), line, ON_BRAND)
        y += fitted.step


@cache
def _background(*, with_mark: bool) -> Image.Image:
    """Return what all pictures have in common; with the small mark before the site's name."""
    large = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), DEEP)
    canvas = ImageDraw.Draw(large)
    _draw_weave(canvas)
    _draw_rings(large, (1056, 315), 172)
    if with_mark:
        _draw_rings(large, (MARGIN + 33, 548), 22)
    return large.reduce(_FINE)


def _draw_weave(canvas: ImageDraw.ImageDraw) -> None:
    """Draw the pattern of interlaced rings, see frontend/public/weave.svg, fading to the left."""
    tile = 96
    for column in range(WIDTH // tile * 2 + 2):
        strength = max(0.0, column * tile / 2 / WIDTH - 0.35) * 0.2
        for row in range(-1, HEIGHT // tile * 2 + 2):
            if (row + column) % 2 == 0:
                _ring(
                    canvas,
                    (column * tile // 2, row * tile // 2),
                    47,
                    _mix(DEEP, ON_BRAND, strength),
                )


def _ring(canvas: ImageDraw.ImageDraw, centre: tuple[int, int], radius: int, colour: str) -> None:
    canvas.ellipse(_circle(centre, radius), outline=colour, width=3)


def _draw_rings(image: Image.Image, centre: tuple[int, int], radius: int) -> None:
    """Draw the mark: two discs that share a part, the common cause."""
    x, y = centre
    canvas = ImageDraw.Draw(image)
    left = _circle((x - radius // 2, y), radius)
    right = _circle((x + radius // 2, y), radius)
    canvas.ellipse(left, fill=BRAND)
    canvas.ellipse(right, fill=ACCENT)
    lens = Image.new("L", image.size)
    ImageDraw.Draw(lens).ellipse(left, fill=255)
    other = Image.new("L", image.size)
    ImageDraw.Draw(other).ellipse(right, fill=255)
    both = Image.composite(lens, Image.new("L", image.size), other)
    image.paste(SHARED_PART, mask=both)


def _circle(centre: tuple[int, int], radius: int) -> tuple[int, int, int, int]:
    x, y = (part * _FINE for part in centre)
    half = radius * _FINE
    return x - half, y - half, x + half, y + half


def _mix(below: str, above: str, strength: float) -> str:
    """Return a colour laid over another, both as #rrggbb."""
    parts = (
        round(int(below[at : at + 2], 16) * (1 - strength) + int(above[at : at + 2], 16) * strength)
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)
