"""Phones and addresses as people paste them: what is not seen is not meant."""

import pytest

from cms.core.contacts import PHONE, as_address, as_phone


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("+48\u00a0000\u00a0000\u00a0000", "+48 000 000 000"),
        ("\u202a+48 000 000 000\u202c", "+48 000 000 000"),
        ("\u200e000\u2011000\u2011000", "000-000-000"),
        ("+48.000.000.000", "+48 000 000 000"),
        ("tel. 61 000 00 00 wew. 12", "61 000 00 00 wew. 12"),
        ("+48 61 000 00 00, ext 7", "+48 61 000 00 00 wew. 7"),
        ("+48 61 000 00 00 доб. 345", "+48 61 000 00 00 wew. 345"),
        ("+48 61 000 00 00 (дод. 345)", "+48 61 000 00 00 wew. 345"),
        ("\uff0b48 000 000 000", "+48 000 000 000"),
        ("000/000 000", "000 000 000"),
        ("(61) 000-00-00", "(61) 000-00-00"),
    ],
)
def test_a_pasted_phone_number_is_kept_as_it_was_meant(pasted: str, kept: str) -> None:
    assert as_phone(pasted) == kept
    assert PHONE.match(kept)
    assert as_phone(kept) == kept


@pytest.mark.parametrize("text", ["zero", "12", "0\x00", "+48 000 000 000 000 000 000 000 000"])
def test_what_is_no_phone_number_stays_none(text: str) -> None:
    assert not PHONE.match(as_phone(text))


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("mama\u200b@exam\u200bple.org", "mama@example.org"),
        (" mama@Example.ORG\u00a0", "mama@example.org"),
        ("mailto:mama@example.org", "mama@example.org"),
        ("ola@żółw.example", "ola@xn--w-uga1v8h.example"),
        ("ola\uff20example.org", "ola@example.org"),
        ("mama", "mama"),
    ],
)
def test_a_pasted_address_is_kept_as_it_was_meant(pasted: str, kept: str) -> None:
    assert as_address(pasted) == kept
