"""The machines, by name: those that this installation is configured for."""

from django.conf import settings

from cms.translation.machines.enums import Provider

from .base import Translator
from .deepl import DeepL
from .dummy import Dummy
from .libretranslate import LibreTranslate


def available() -> dict[Provider, Translator]:
    """Return the machines that may be chosen here; the dummy only in development."""
    found: dict[Provider, Translator] = {}
    if settings.DEEPL_AUTH_KEY:
        found[Provider.DEEPL] = DeepL(settings.DEEPL_AUTH_KEY, settings.DEEPL_URL)
    if settings.LIBRETRANSLATE_URL:
        found[Provider.LIBRETRANSLATE] = LibreTranslate(
            settings.LIBRETRANSLATE_URL, settings.LIBRETRANSLATE_API_KEY
        )
    if settings.MACHINE_TRANSLATION_DUMMY:
        found[Provider.DUMMY] = Dummy()
    return found
