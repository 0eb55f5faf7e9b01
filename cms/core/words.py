"""The language in which the background speaks to somebody: the one they chose for the admin."""

from contextlib import AbstractContextManager

from django.utils import translation

from cms.users.models import User

from . import locales


def language_of(person: User | None) -> str:
    """Return the code of the language ``person`` chose for the admin, or the source's."""
    profile = getattr(person, "wagtail_userprofile", None)
    code = profile.preferred_language if profile else ""
    return code if code in locales.CODES else locales.SOURCE


def in_words_of(person: User | None) -> AbstractContextManager[None]:
    """Return a context in which texts are in the language of ``person``."""
    return translation.override(language_of(person))
