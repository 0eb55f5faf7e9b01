"""Countries by their ISO 3166-1 alpha-2 codes, named in the language of whoever reads."""

from functools import cache
from typing import Final

from babel import Locale
from django.utils.translation import get_language

from cms.core.collation import sort_key
from cms.core.locales import SOURCE

# Two letters that Unicode's data names and ISO 3166-1 does not assign to a country.
_NOT_COUNTRIES: Final = frozenset(
    {
        "AC",
        "CP",
        "CQ",
        "DG",
        "EA",
        "EU",
        "EZ",
        "IC",
        "QO",
        "TA",
        "UN",
        "XA",
        "XB",
        "XK",
        "ZZ",
    }
)


def country_choices() -> list[tuple[str, str]]:
    """Return (code, name) of every country in the active language, in alphabetical order."""
    return _choices(get_language() or SOURCE)


@cache
def _choices(language: str) -> list[tuple[str, str]]:
    names = Locale.parse(language, sep="-").territories
    countries = [
        (code, name)
        for code, name in names.items()
        if code.isalpha() and code not in _NOT_COUNTRIES
    ]
    return sorted(countries, key=lambda country: sort_key(country[1]))
