"""Countries by code, named and ordered in the active language."""

import pytest
from django.utils import translation

from cms.content.practices.rules.countries import country_choices


@pytest.mark.parametrize(
    ("language", "name"),
    [("pl", "Niemcy"), ("en", "Germany"), ("ru", "Германия"), ("uk", "Німеччина")],
)
def test_countries_are_named_in_the_active_language(language: str, name: str) -> None:
    with translation.override(language):
        assert dict(country_choices())["DE"] == name


def test_there_are_the_249_countries_of_the_standard() -> None:
    codes = {code for code, _name in country_choices()}
    assert (len(codes), codes & {"EU", "UN", "XK", "ZZ"}) == (249, set())


def test_countries_stand_in_alphabetical_order() -> None:
    with translation.override("pl"):
        names = [name for _code, name in country_choices()]
    shown = [name for name in names if name in {"Łotwa", "Luksemburg", "Macedonia Północna"}]
    assert shown == ["Luksemburg", "Łotwa", "Macedonia Północna"]
