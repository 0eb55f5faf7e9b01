"""DeepL: https://developers.deepl.com/api-reference/translate."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.core import safe_http
from cms.translation.machines.enums import Provider
from cms.translation.machines.rules.placeholder_protection import KEPT

from . import http_client
from .base import Translator
from .errors import UnclearError

FREE: Final = "https://api-free.deepl.com"
PAID: Final = "https://api.deepl.com"
# English needs a region; a European public body writes British English.
_TARGETS: Final = {"en": "EN-GB"}


class DeepL(Translator):
    """``key`` of the contract; ``url`` only where a gateway stands in front of DeepL."""

    provider = Provider.DEEPL
    name = "DeepL"
    # Its own limits are 50 texts and 128 KiB.
    max_texts = 50
    max_characters = 20_000

    def __init__(self, key: str, url: str = "") -> None:
        self.key = key
        self.url = url

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return the translations. Raises RefusedError, UnclearError."""
        body = {
            "text": list(texts),
            "source_lang": source.upper(),
            "target_lang": _TARGETS.get(target, target.upper()),
            "tag_handling": "xml",
            "ignore_tags": [KEPT],
            "formality": "prefer_more",
        }
        headers = {"Authorization": f"DeepL-Auth-Key {self.key}"}
        base = self.url or (FREE if self.key.endswith(":fx") else PAID)
        seconds = http_client.ALL_SECONDS
        session = (
            http_client.operators_session() if self.url else safe_http.session(seconds=seconds)
        )
        with session as opened:
            document = http_client.post(opened, f"{base}/v2/translate", body, headers, "DeepL")
        return _texts(document, len(texts))


def _texts(document: object, count: int) -> list[str]:
    found = document.get("translations") if isinstance(document, dict) else None
    if not isinstance(found, list) or not all(map(_has_text, found)) or len(found) != count:
        raise UnclearError(_("{name} answered something else than asked."), name="DeepL")
    return [item["text"] for item in found]


def _has_text(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("text"), str)
