"""Phones and addresses as people paste them: what is not seen is not meant."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from cms.cases.api.input_serializers import phone
from cms.core.blocks.contact_card import ContactCardBlock
from cms.core.contacts import PHONE, as_address, as_phone, dialled
from cms.core.phone_fields import PhoneField, PhoneFormField
from events.admin.person_form import PersonForm


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


def test_every_column_for_a_phone_is_of_one_kind() -> None:
    columns = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.name == "phone"
    ]
    assert len(columns) > 3
    assert [field for field in columns if type(field) is not PhoneField] == []
    assert {field.max_length for field in columns} == {40}


PASTED = "tel. +48\u00a061\u00a0000\u00a000\u00a000, ext 12"
KEPT = "+48 61 000 00 00 wew. 12"


def test_every_form_takes_a_phone_with_an_extension_as_it_was_pasted() -> None:
    column = apps.get_model("points", "InformationPoint")._meta.get_field("phone")
    assert column.formfield().clean(PASTED) == KEPT
    assert phone().run_validation(PASTED) == KEPT
    assert isinstance(PersonForm.base_fields["phone"], PhoneFormField)
    with pytest.raises(ValidationError):
        column.formfield().clean("zero")


def test_a_card_takes_a_short_number_and_an_extension() -> None:
    block = ContactCardBlock().child_blocks["phone"]
    assert block.clean(block.value_from_form(PASTED)) == KEPT
    assert block.clean(block.value_from_form("112")) == "112"
    with pytest.raises(ValidationError):
        block.clean(block.value_from_form("zero"))


def test_an_extension_is_dialled_after_the_number() -> None:
    assert dialled(KEPT) == "tel:+48610000000;ext=12"
    assert dialled("(61) 000-00-00") == "tel:610000000"
