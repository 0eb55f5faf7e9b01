"""Pictures drawn anew: what is kept are the pixels, and nothing else that stood in the file."""

from io import BytesIO
from typing import Final

from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()

MAX_PIXELS: Final = 50_000_000
# Enough to read a scanned sheet of A4 at 300 dots an inch.
MAX_SIDE: Final = 3_600
_QUALITY: Final = 88
HEIF: Final = "HEIF"
# What browsers do not show is kept as what they do.
_WRITTEN: Final = {HEIF: "JPEG"}
# What the library of pictures takes.
_LIBRARY: Final = ("AVIF", "GIF", "JPEG", "PNG", "WEBP", HEIF)
# 16 bits a pixel, shades of grey only: Pillow would cut them off at 255 instead of scaling them.
_DEEP_GREY: Final = frozenset({"I;16", "I;16B", "I;16L", "I;16N"})
_DEEP_SCALE: Final = 1 / 257  # 65535 becomes 255.
# Modes whose conversion to eight bits a channel loses nothing that is seen.
_CONVERTIBLE: Final = frozenset(
    {"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr"}
)
_ORIENTATION: Final = 0x0112
# How to turn what a camera says lies otherwise (Exif 2.32, 4.6.4).
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class BrokenPictureError(ValueError):
    """A picture that cannot be read."""


class TooManyPixelsError(ValueError):
    """A picture that would take too much memory."""


# Pillow warns of what is large, and refuses what is twice as large.
_TOO_LARGE: Final = (
    TooManyPixelsError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def drawn_anew(content: bytes, kind: str) -> bytes:
    """Return a picture of a kind (Pillow's name), upright, its first frame, without metadata.

    No side is longer than ``MAX_SIDE``; HEIF becomes JPEG. Raises BrokenPictureError,
    TooManyPixelsError.
    """
    try:
        with Image.open(BytesIO(content), formats=[kind]) as picture:
            _refuse_too_large(picture)
            return _encoded(picture, _WRITTEN.get(kind, kind))
    except _TOO_LARGE as error:
        raise TooManyPixelsError from error
    except Exception as error:  # Decoders raise anything for files that lie about themselves.
        raise BrokenPictureError from error


def kind_to_draw(content: bytes) -> str:
    """Return the kind (Pillow's name) of a picture that has to be drawn anew to be shown.

    That is HEIF, and 16 bits of grey. Nothing is returned for a picture that can stay as it is: all
    of it was read. Raises BrokenPictureError, TooManyPixelsError.
    """
    try:
        with Image.open(BytesIO(content), formats=_LIBRARY) as picture:
            _refuse_too_large(picture)
            picture.load()
            shown = picture.format != HEIF and picture.mode not in _DEEP_GREY
            return "" if shown else picture.format or ""
    except _TOO_LARGE as error:
        raise TooManyPixelsError from error
    except Exception as error:  # As above.
        raise BrokenPictureError from error


def _refuse_too_large(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise TooManyPixelsError


def _encoded(picture: Image.Image, kind: str) -> bytes:
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))  # Large photographs are read at half their size.
    picture.load()
    plain = _eight_bits(picture, kind)
    plain.thumbnail((MAX_SIDE, MAX_SIDE))
    turned = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    if turned is not None:
        plain = plain.transpose(turned)
    plain.info.clear()  # Comments, profiles and the like would be written again.
    target = BytesIO()
    plain.save(target, kind, quality=_QUALITY)
    return target.getvalue()


def _eight_bits(picture: Image.Image, kind: str) -> Image.Image:
    """Return the pixels at eight bits a channel.

    Raises BrokenPictureError for what could only be guessed: nothing becomes a white sheet.
    """
    if picture.mode in _DEEP_GREY:
        scaled = picture.convert("I").point(lambda value: value * _DEEP_SCALE)
        return scaled.convert("L").convert("RGB")
    if picture.mode not in _CONVERTIBLE:
        raise BrokenPictureError
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha and kind != "JPEG" else "RGB")
