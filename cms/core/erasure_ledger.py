"""What was erased or withdrawn, written down outside the database, so that no restore undoes it.

An entry is a small JSON file of its own in the storage ``erasure_ledger``: ``kind``, ``at`` (UTC,
ISO 8601) and ``facts``. Facts name rows by their keys and people by keyed digests, never by what
was erased. Each feature registers how its kind is done again on restored data.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils import timezone
from django.utils.crypto import salted_hmac

STORAGE: Final = "erasure_ledger"
_SALT: Final = "cms.core.erasure_ledger"

Facts = dict[str, str]
Replay = Callable[[Facts], None]
_replays: Final[dict[str, Replay]] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One erasure or withdrawal; ``at`` is when it was asked for."""

    kind: str
    at: datetime
    facts: Facts


def register(kind: str, replay: Replay) -> None:
    """Say how an erasure of this kind is done again; it must be safe to do twice."""
    _replays[kind] = replay


def record(kind: str, **facts: str) -> None:
    """Write an entry, before the erasure commits: one too many does no harm, one too few does.

    Raises LookupError for a kind that nobody has registered, and what the storage raises, so that
    an erasure that cannot be written down does not happen.
    """
    if kind not in _replays:
        raise LookupError(kind)
    now = timezone.now()
    text = json.dumps({"kind": kind, "at": now.isoformat(), "facts": facts})
    _storage().save(f"{now:%Y%m%dT%H%M%S%fZ}-{uuid4().hex}.json", ContentFile(text.encode()))


def person(address: str) -> str:
    """Return the digest by which the ledger names the person with this normalised address."""
    return salted_hmac(_SALT, address, algorithm="sha256").hexdigest()


def since(moment: datetime) -> Iterator[Entry]:
    """Yield the entries of ``moment`` and later, the oldest first."""
    for name in sorted(_names()):
        with _storage().open(name) as file:
            value = json.load(file)
        entry = Entry(value["kind"], datetime.fromisoformat(value["at"]), value["facts"])
        if entry.at >= moment:
            yield entry


def replay(moment: datetime) -> int:
    """Do again what was erased or withdrawn since ``moment``; return how many entries there were.

    Raises LookupError for an entry of a kind that this version does not know.
    """
    entries = list(since(moment))
    for entry in entries:
        _replays[entry.kind](entry.facts)
    return len(entries)


def _storage() -> Storage:
    return storages[STORAGE]


def _names() -> list[str]:
    try:
        return [name for name in _storage().listdir("")[1] if name.endswith(".json")]
    except FileNotFoundError:
        return []
