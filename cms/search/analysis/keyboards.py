"""Words typed on the wrong keyboard: ``ghbdtn`` is what the keys of ``привет`` give in Latin."""

from typing import Final

_KEYS: Final = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_LAYOUTS: Final = {
    "ru": "ёйцукенгшщзхъфывапролджэячсмитьбю",
    "uk": "'йцукенгшщзхїфівапролджєячсмитьбю",
}
_FROM_LATIN: Final = {code: str.maketrans(_KEYS, letters) for code, letters in _LAYOUTS.items()}
_TO_LATIN: Final = str.maketrans(
    {
        letter: key
        for letters in _LAYOUTS.values()
        for key, letter in zip(_KEYS, letters, strict=True)
    }
)


def on_cyrillic_keys(text: str, language: str) -> str:
    """Return what the same keys give on the Russian or Ukrainian keyboard."""
    return text.lower().translate(_FROM_LATIN[language])


def on_latin_keys(text: str) -> str:
    """Return what the same keys give on a Latin keyboard."""
    return text.lower().translate(_TO_LATIN)
