"""What was erased or withdrawn, written down outside the database, so that no restore undoes it.

What one act writes is a small JSON file of its own in the storage ``erasure_ledger``: ``kind``,
``at`` (UTC, ISO 8601) and ``facts``, a list of them where it is several entries. Facts name rows by
their keys and people by keyed digests, never by what was erased. Each feature registers how its
kind is done again on restored data. What can be undone later is undone by an entry with the same
facts that says so: the last word counts.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Final
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

STORAGE: Final = "erasure_ledger"
_SALT: Final = "cms.core.erasure_ledger"

Facts = dict[str, str]
Replay = Callable[[Facts], None]
_replays: Final[dict[str, Replay]] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One erasure or withdrawal, or that one was undone; ``at`` is when it was asked for."""

    kind: str
    at: datetime
    facts: Facts
    undone: bool = False

    def undoes(self, earlier: "Entry") -> bool:
        """Say whether what ``earlier`` wrote down no longer holds because of this."""
        return self.undone and (self.kind, self.facts) == (earlier.kind, earlier.facts)


def register(kind: str, replay: Replay) -> None:
    """Say how an erasure of this kind is done again; it must be safe to do twice."""
    _replays[kind] = replay


def record(kind: str, **facts: str) -> None:
    """Write an entry, before the erasure commits: one too many does no harm, one too few does.

    Raises LookupError for a kind that nobody has registered, and what the storage raises, so that
    an erasure that cannot be written down does not happen.
    """
    record_all(kind, [facts])


def record_all(kind: str, all_facts: Iterable[Facts]) -> None:
    """Write several entries of one act as one file; else as ``record``."""
    _write(_entries(kind, all_facts))


def record_undone(kind: str, **facts: str) -> None:
    """Write, when the transaction commits, that earlier entries with these facts hold no longer.

    The time is that of the call, so that whoever comes after it has the last word. One entry too
    few does no harm here: the storage's errors are logged. Raises LookupError as ``record``.
    """
    record_all_undone(kind, [facts])


def record_all_undone(kind: str, all_facts: Iterable[Facts]) -> None:
    """Write that what several entries say holds no longer, as one file; else as one."""
    entries = _entries(kind, all_facts, undone=True)
    transaction.on_commit(partial(_write, entries), robust=True)


def person(address: str) -> str:
    """Return the digest by which the ledger names the person with this normalised address."""
    return salted_hmac(_SALT, address, algorithm="sha256").hexdigest()


def since(moment: datetime) -> Iterator[Entry]:
    """Yield the entries of ``moment`` and later, the oldest first."""
    for name in sorted(name for name in _names() if name >= _stamp(moment)):
        with _storage().open(name) as file:
            value = json.load(file)
        at, undone = datetime.fromisoformat(value["at"]), value.get("undone", False)
        facts = value["facts"]
        for one in facts if isinstance(facts, list) else [facts]:
            yield Entry(value["kind"], at, one, undone)


def replay(moment: datetime) -> int:
    """Do again what was erased or withdrawn since ``moment``; return how many entries there were.

    Raises LookupError for an entry of a kind that this version does not know.
    """
    entries = _standing(moment)
    if unknown := {entry.kind for entry in entries} - _replays.keys():
        raise LookupError(f"This version does not know how to do again: {', '.join(unknown)}")
    for entry in entries:
        _replays[entry.kind](entry.facts)
    return len(entries)


def _standing(moment: datetime) -> list[Entry]:
    found: list[Entry] = []
    for entry in since(moment):
        if entry.undone:
            found = [earlier for earlier in found if not entry.undoes(earlier)]
        else:
            found.append(entry)
    return found


def _entries(kind: str, all_facts: Iterable[Facts], *, undone: bool = False) -> list[Entry]:
    if kind not in _replays:
        raise LookupError(kind)
    now = timezone.now()
    return [Entry(kind, now, facts, undone) for facts in all_facts]


def _write(entries: list[Entry]) -> None:
    """Write the entries of one act, if there are any."""
    if not entries:
        return
    first, facts = entries[0], [entry.facts for entry in entries]
    value = {**asdict(first), "at": first.at.isoformat()}
    value["facts"] = facts[0] if len(facts) == 1 else facts
    name = f"{_stamp(first.at)}-{uuid4().hex}.json"
    _storage().save(name, ContentFile(json.dumps(value).encode()))


def _stamp(moment: datetime) -> str:
    """Return what the names of entries begin with, which sorts as time does."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"


def _storage() -> Storage:
    return storages[STORAGE]


def _names() -> list[str]:
    try:
        return [name for name in _storage().listdir("")[1] if name.endswith(".json")]
    except FileNotFoundError:
        return []
