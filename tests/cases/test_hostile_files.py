"""What means harm is refused in words, and leaves nothing behind."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zlib import crc32

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st
from PIL import Image, ImageOps

from cms.cases.domain import files
from cms.cases.models import CaseFile
from cms.cases.rules.file_types import recognise
from cms.core.library import image_reencoding
from tests.cases.file_samples import HOSTILE, upload

from . import file_samples

pytestmark = pytest.mark.django_db
GOOD = {
    "pdf": file_samples.PDF,
    "docx": file_samples.docx(),
    "odt": file_samples.odt(),
    "text": file_samples.TEXT,
    **{kind: file_samples.picture(kind) for kind in ("JPEG", "PNG", "WEBP")},
}


def stored() -> set[Path]:
    """Return what is stored of cases."""
    return {path for path in Path(settings.MEDIA_ROOT).glob("cases/*/*") if path.is_file()}


def refused(content: bytes, name: str = "plan.pdf") -> str:
    """Return why a file is refused; fails if it is taken, or leaves something."""
    before = stored()
    with pytest.raises(files.RefusedFileError) as error:
        files.take(upload(content, name), draft_id=uuid4())
    assert str(error.value.text)
    assert (CaseFile.objects.count(), stored()) == (0, before)
    return error.value.reason


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused(what: str) -> None:
    content, reason = HOSTILE[what]
    assert refused(content) == reason


def test_a_large_file_is_refused() -> None:
    assert refused(file_samples.PDF + b" " * files.MAX_BYTES) == "too_big"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_of_a_hundred_million_pixels_is_refused_before_it_is_drawn() -> None:
    head = bytearray(file_samples.picture("PNG"))
    # Width and height stand in the first chunk; its checksum follows.
    head[16:24] = (10_000).to_bytes(4, "big") * 2
    head[29:33] = crc32(bytes(head[12:29])).to_bytes(4, "big")
    assert refused(bytes(head)) == "pixels"


def test_large_pictures_are_drawn_smaller() -> None:
    side = image_reencoding.MAX_SIDE
    drawn = image_reencoding.drawn_anew(file_samples.picture("JPEG", side + 400, 1_000), "JPEG")
    with Image.open(BytesIO(drawn)) as picture:
        assert max(picture.size) == side


@settings_of(max_examples=150, deadline=None, derandomize=True)
@given(which=st.sampled_from(sorted(GOOD)), data=st.data())
def test_whatever_is_changed_in_a_file_it_is_taken_or_refused(
    which: str, data: st.DataObject
) -> None:
    changed = bytearray(GOOD[which])
    place = st.integers(0, len(changed) - 1)
    for where, byte in data.draw(st.lists(st.tuples(place, st.integers(0, 255)), max_size=12)):
        changed[where] = byte
    cut = bytes(changed[: data.draw(st.integers(len(changed) // 2, len(changed)))])
    found = recognise(BytesIO(cut), len(cut))
    if found and found.image:
        with suppress(image_reencoding.BrokenPictureError, image_reencoding.TooManyPixelsError):
            assert image_reencoding.drawn_anew(cut, found.image)


@pytest.mark.parametrize("orientation", range(1, 10))
def test_a_picture_stands_upright_as_pillow_itself_turns_it(orientation: int) -> None:
    drawing = Image.radial_gradient("L").resize((60, 30)).convert("RGB")
    drawing.paste((250, 0, 0), (0, 0, 20, 10))
    exif, target = Image.Exif(), BytesIO()
    exif[0x0112] = orientation
    drawing.save(target, "PNG", exif=exif)
    with Image.open(BytesIO(target.getvalue())) as sent:
        expected = ImageOps.exif_transpose(sent).convert("RGB").tobytes()
    with Image.open(BytesIO(image_reencoding.drawn_anew(target.getvalue(), "PNG"))) as drawn:
        assert drawn.convert("RGB").tobytes() == expected


def test_an_archive_that_lies_is_refused_or_harmless() -> None:
    assert refused(file_samples.lying_archive()) == "type"


@pytest.mark.parametrize("ext", ["exe", "html", "svg", "pdf.exe", "php"])
def test_a_name_changes_nothing(ext: str) -> None:
    content, _reason = HOSTILE["page"]
    assert refused(content, f"plan.{ext}") == "type"
