"""Which function says what a kind of letter holds."""

from collections.abc import Callable

from .mail import Mail

Composer = Callable[[str], Mail | None]
_composers: dict[str, Composer] = {}


class UnknownLetterError(LookupError):
    """Nobody has said what letters of this kind hold."""


def letter(kind: str) -> Callable[[Composer], Composer]:
    """Register the composer of a kind: subject id → mail, None when nobody wants it any more."""

    def register(composer: Composer) -> Composer:
        _composers[kind] = composer
        return composer

    return register


def composer_of(kind: str) -> Composer:
    """Return the composer of a kind. Raises UnknownLetterError."""
    try:
        return _composers[kind]
    except KeyError:
        raise UnknownLetterError(kind) from None
