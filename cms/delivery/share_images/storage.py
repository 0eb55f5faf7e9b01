"""Draw each picture once and keep it with the other files, where every machine finds it."""

import threading
from contextlib import suppress
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from .content import Shared
from .renderer import draw

FOLDER: Final = "share"
# One at a time in each process: whoever asks for many waits, nobody else does.
_drawing: Final = threading.Lock()


def picture(page_id: int, reader_locale: str, shared: Shared) -> bytes:
    """Return the PNG; the page's former pictures in that locale are deleted when it is new."""
    folder = f"{FOLDER}/{page_id}/{reader_locale}"
    name = f"{shared.digest}.png"
    kept = _read(f"{folder}/{name}")
    if kept:
        return kept
    with _drawing:
        drawn = _read(f"{folder}/{name}") or draw(shared)
        _replace(folder, name, drawn)
    return drawn


def forget(page_id: int) -> None:
    """Delete all pictures of a page."""
    with suppress(FileNotFoundError):
        for reader_locale in default_storage.listdir(f"{FOLDER}/{page_id}")[0]:
            _clear(f"{FOLDER}/{page_id}/{reader_locale}")


def _read(path: str) -> bytes:
    """Return what is kept at a path, or nothing."""
    with suppress(FileNotFoundError), default_storage.open(path) as file:
        return bytes(file.read())
    return b""


def _replace(folder: str, name: str, content: bytes) -> None:
    with suppress(FileNotFoundError):
        _clear(folder, keep=name)
    if not default_storage.exists(f"{folder}/{name}"):
        default_storage.save(f"{folder}/{name}", ContentFile(content))


def _clear(folder: str, keep: str = "") -> None:
    for name in default_storage.listdir(folder)[1]:
        if name != keep:
            default_storage.delete(f"{folder}/{name}")
