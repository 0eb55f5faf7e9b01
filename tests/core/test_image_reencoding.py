"""Pictures drawn anew keep what is seen: depth, transparency, and what phones send."""

from io import BytesIO
from zlib import crc32

import pytest
from PIL import Image
from PIL.Image import Image as Picture

from cms.core.library import image_reencoding


def written(picture: Picture, kind: str) -> bytes:
    """Return the file of a picture."""
    target = BytesIO()
    picture.save(target, kind)
    return target.getvalue()


def deep_grey() -> bytes:
    """Return a PNG of 16 bits a pixel: 256 columns from black to white."""
    stripes = Image.new("I;16", (256, 4))
    for column in range(256):
        stripes.paste(column * 257, (column, 0, column + 1, 4))
    return written(stripes, "PNG")


def claiming(width: int, height: int) -> bytes:
    """Return a PNG whose head says that it is as large as that; its checksum is right."""
    head = bytearray(written(Image.new("RGB", (4, 4)), "PNG"))
    head[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    head[29:33] = crc32(bytes(head[12:29])).to_bytes(4, "big")
    return bytes(head)


def test_sixteen_bits_of_grey_are_scaled_not_cut_off() -> None:
    with Image.open(BytesIO(image_reencoding.drawn_anew(deep_grey(), "PNG"))) as drawn:
        shades = [drawn.convert("L").getpixel((column, 0)) for column in range(256)]
    assert shades == list(range(256))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_other_depths_look_as_before(mode: str) -> None:
    sent = Image.radial_gradient("L").resize((32, 32)).convert(mode)
    with Image.open(BytesIO(image_reencoding.drawn_anew(written(sent, "PNG"), "PNG"))) as drawn:
        assert drawn.convert("RGBA").tobytes() == sent.convert("RGBA").tobytes()


def test_what_a_phone_photographs_becomes_a_jpeg() -> None:
    sent = written(Image.new("RGB", (64, 32), (200, 40, 40)), "HEIF")
    with Image.open(BytesIO(image_reencoding.drawn_anew(sent, image_reencoding.HEIF))) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (64, 32))
        assert all(
            abs(one - other) < 12
            for one, other in zip(drawn.convert("RGB").getpixel((5, 5)), (200, 40, 40), strict=True)
        )


@pytest.mark.parametrize("side", [8_000, 60_000], ids=["above ours", "above Pillow's"])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_huge_claims_are_told_apart_from_broken_files(side: int) -> None:
    with pytest.raises(image_reencoding.TooManyPixelsError):
        image_reencoding.drawn_anew(claiming(side, side), "PNG")
