"""What organisers choose from: counties and languages, named in their own language."""

from typing import Final

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from cms.core import locales
from cms.core.collation import sort_key
from cms.delivery.region import region

Choice = tuple[str, str]
# ISO 639: the site's own languages first, then others that people here speak.
INSTRUCTION: Final = (*locales.CODES, "ar", "be", "es", "fr", "hi", "ka", "tr", "vi")


def county_choices() -> list[Choice]:
    """Return the region's counties by name, the empty choice first."""
    language = get_language() or locales.SOURCE
    names = [(code, region().county_name(code, language)) for code in region().counties]
    return [("", "—"), *sorted(names, key=lambda choice: sort_key(choice[1]))]


def language_choices() -> list[Choice]:
    """Return languages of instruction by name."""
    try:
        known = Locale.parse(get_language() or locales.SOURCE, sep="-").languages
    except (UnknownLocaleError, ValueError):
        known = Locale.parse(locales.SOURCE).languages
    return [(code, str(known.get(code, code))) for code in INSTRUCTION]
