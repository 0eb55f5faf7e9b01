"""Pictures drawn anew: what is kept are the pixels, and nothing else that stood in the file."""

from io import BytesIO
from typing import Final

from PIL import Image

MAX_PIXELS: Final = 50_000_000
# Enough to read a scanned sheet of A4 at 300 dots an inch.
MAX_SIDE: Final = 3_600
_QUALITY: Final = 88
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


def drawn_anew(content: bytes, kind: str) -> bytes:
    """Return a picture of a kind (Pillow's name), upright, its first frame, without metadata.

    No side is longer than ``MAX_SIDE``. Raises BrokenPictureError, TooManyPixelsError.
    """
    try:
        with Image.open(BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise TooManyPixelsError
            return _encoded(picture, kind)
    except TooManyPixelsError:
        raise
    except Exception as error:  # Decoders raise anything for files that lie about themselves.
        raise BrokenPictureError from error


def _encoded(picture: Image.Image, kind: str) -> bytes:
    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))  # Large photographs are read at half their size.
    picture.load()
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    plain = picture.convert("RGBA" if has_alpha and kind != "JPEG" else "RGB")
    plain.thumbnail((MAX_SIDE, MAX_SIDE))
    turned = _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    if turned is not None:
        plain = plain.transpose(turned)
    plain.info.clear()  # Comments, profiles and the like would be written again.
    target = BytesIO()
    plain.save(target, kind, quality=_QUALITY)
    return target.getvalue()
