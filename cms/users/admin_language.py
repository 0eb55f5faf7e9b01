"""The language that somebody chose for the admin, for mails and other work outside requests."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation

from cms.users.models import User


def language_of(person: User | None) -> str:
    """Return the code of the language ``person`` chose for the admin, or the source's."""
    profile = getattr(person, "wagtail_userprofile", None)
    code = profile.preferred_language if profile else ""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def in_words_of(person: User | None) -> AbstractContextManager[None]:
    """Return a context in which texts are in the language of ``person``."""
    return translation.override(language_of(person))
