"""Who pays for the programme, for whatever is sent or printed: one setting, told by its owner."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Funding:
    """The text in full and its language; ``emblem_url`` is absolute, empty without an emblem.

    ``emblem_lang`` is the language of ``emblem_alt``, which may be another one.
    """

    text: str = ""
    lang: str = ""
    emblem_url: str = ""
    emblem_alt: str = ""
    emblem_lang: str = ""


Provider = Callable[[str], Funding]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let ``provider`` (locale code → funding) answer from now on."""
    _providers[:] = [provider]


def funding(code: str) -> Funding:
    """Return the funding line for readers of a language; an empty one if none is set."""
    return _providers[0](code) if _providers else Funding()
