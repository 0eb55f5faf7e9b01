"""A machine for development: shows the way a text takes, and translates nothing."""

from collections.abc import Sequence

from cms.translation.machines.enums import Provider

from .base import Translator


class Dummy(Translator):
    """Marks every text so that nobody takes it for a translation."""

    provider = Provider.DUMMY
    name = "Dummy"
    max_texts = 50
    max_characters = 50_000
    is_charged = False

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return each text behind a mark in brackets: ``⟦uk?⟧ Dom``."""
        del source
        return [f"⟦{target}?⟧ {text}" for text in texts]
