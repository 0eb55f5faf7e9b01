"""What a job may carry: numbers, flags and short identifiers, never a person's data.

Arguments stand readable in the database, in its backups and in the admin. Personal data stays in
the rows the identifiers point to, where retention and erasure reach it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

MAX_STRING: Final = 300
MAX_DEPTH: Final = 4
MAX_ITEMS: Final = 500
E_MAIL: Final = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]|%40", re.IGNORECASE)
IDENTIFIER: Final = re.compile(r"[\w.:/+-]*")
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


class PayloadError(TypeError):
    """An argument of a job that a job must not carry; the text names it, never its value."""


def check_identifiers(args: Mapping[str, object]) -> None:
    """Accept ints, booleans, None and identifiers without spaces, also in lists and dicts.

    Raises PayloadError for anything else.
    """
    _check(args, "args", 0, free_text=False)


def check_references(args: Mapping[str, object]) -> None:
    """Accept what ``check_identifiers`` does and paths or addresses with other characters in them.

    For tasks of other packages, which pass file names and URLs. Raises PayloadError.
    """
    _check(args, "args", 0, free_text=True)


def _check(value: object, where: str, depth: int, *, free_text: bool) -> None:
    if isinstance(value, str):
        _check_string(value, where, free_text=free_text)
    elif isinstance(value, Mapping):
        _check_size(value, where, depth)
        for name, item in value.items():
            _check_string(str(name), where, free_text=False)
            _check(item, f"{where}.{name}", depth + 1, free_text=free_text)
    elif isinstance(value, list | tuple):
        _check_size(value, where, depth)
        for index, item in enumerate(value):
            _check(item, f"{where}[{index}]", depth + 1, free_text=free_text)
    elif not isinstance(value, int | None):
        raise PayloadError(f"{where}: a job carries numbers and ids, not {type(value).__name__}.")


def _check_size(value: Mapping[str, object] | Sequence[object], where: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise PayloadError(f"{where}: too deep for a job's arguments.")
    if len(value) > MAX_ITEMS:
        raise PayloadError(f"{where}: more than {MAX_ITEMS} items; enqueue several jobs.")


def _check_string(value: str, where: str, *, free_text: bool) -> None:
    if len(value) > MAX_STRING:
        raise PayloadError(f"{where}: longer than {MAX_STRING} characters; pass an id.")
    if E_MAIL.search(value):
        raise PayloadError(f"{where}: looks like an e-mail address; pass an id.")
    if CONTROL.search(value) or not (free_text or IDENTIFIER.fullmatch(value)):
        raise PayloadError(f"{where}: not an identifier; pass an id.")
