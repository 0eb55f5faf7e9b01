"""LibreTranslate: https://docs.libretranslate.com/api/operations/translate/."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.translation.machines.enums import Provider

from . import http_client
from .base import Translator
from .errors import UnclearError

NAME: Final = "LibreTranslate"


class LibreTranslate(Translator):
    """A server of the operator's choice, often in their own network."""

    provider = Provider.LIBRETRANSLATE
    name = NAME
    # A server without a graphics card translates some hundred characters a second.
    max_texts = 20
    max_characters = 2_500

    def __init__(self, url: str, key: str = "") -> None:
        self.url = url.rstrip("/")
        self.key = key

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return the translations. Raises RefusedError, UnclearError."""
        body = {"q": list(texts), "source": source, "target": target, "format": "html"}
        if self.key:
            body["api_key"] = self.key
        with http_client.operators_session() as opened:
            document = http_client.post(opened, f"{self.url}/translate", body, {}, NAME)
        return _texts(document, len(texts))


def _texts(document: object, count: int) -> list[str]:
    found = document.get("translatedText") if isinstance(document, dict) else None
    if not isinstance(found, list) or len(found) != count:
        raise UnclearError(_("{name} answered something else than asked."), name=NAME)
    return list(map(str, found))
