"""UTF-16 is known without its mark, and nothing else is taken for it."""

import pytest

from cms.core.text_encodings import utf16_of

TEXTS = [
    "Zażółć gęślą jaźń\r\n",
    "Доброго дня!\nМи з України.",
    "term;note\nkarta pobytu;“ważna” – tak\n",
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_without_its_mark_is_known_by_what_it_says(text: str, encoding: str) -> None:
    found = utf16_of(text.encode(encoding))
    assert text.encode(encoding).decode(found) == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_with_its_mark_says_so_itself(text: str) -> None:
    assert utf16_of(text.encode("utf-16")) == "utf-16"


@pytest.mark.parametrize(
    "content",
    [
        *(text.encode() for text in TEXTS),
        "Zażółć gęślą".encode("cp1250"),
        b"",
        b"\0\0",
        bytes(200),
        bytes(range(256)) * 4,
        b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" * 9,
        b"a\0b",
    ],
)
def test_what_is_no_utf_16_stays_what_it_is(content: bytes) -> None:
    assert utf16_of(content) == ""
