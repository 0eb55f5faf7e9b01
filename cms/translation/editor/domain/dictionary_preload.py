"""Reading the dictionaries of inflected forms before somebody waits for them."""

import threading
from collections.abc import Collection
from typing import Final

from cms.translation.base.rules.terms import lemmas

_WORDS: Final = {"pl": "słowami", "en": "words", "ru": "словами", "uk": "словами"}
_begun: Final[set[str]] = set()
_readers: Final[list[threading.Thread]] = []


def warm(languages: Collection[str]) -> None:
    """Read the dictionaries of ``languages`` in the background, each once a process.

    A dictionary takes seconds; without it the first page of a process would.
    """
    cold = [code for code in languages if code not in _begun]
    if cold:
        _begun.update(cold)
        reader = threading.Thread(target=_read, args=(cold,), name="dictionaries", daemon=True)
        _readers.append(reader)
        reader.start()


def wait() -> None:
    """Wait for what is being read: to read it a second time would take twice as long."""
    for reader in _readers:
        reader.join()


def _read(languages: list[str]) -> None:
    for code in languages:
        lemmas(_WORDS.get(code, ""), code)
