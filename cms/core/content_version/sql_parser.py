"""What an SQL statement writes, as far as the content version needs to know."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

_WRITE: Final = re.compile(
    r"\s{0,99}(INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: ONLY)?|DELETE FROM(?: ONLY)?)"
    r'\s+"?(\w+)"?',
    re.IGNORECASE,
)
_ASSIGNED: Final = re.compile(r'(?:\bSET|,) "(\w+)" = ')
_ONE_ROW: Final = re.compile(r'WHERE "?(?:\w+"?\.)?"(?:id|page_ptr_id)" = %s\s*$')
_COLUMNS: Final = re.compile(r'"(\w+)"')


@dataclass(frozen=True, slots=True)
class Write:
    """An INSERT, UPDATE or DELETE: its verb in upper case and its table."""

    verb: str
    table: str
    sql: str
    params: Any  # A sequence, or None when the statement has none or is sent for many rows.

    def assigned(self) -> set[str]:
        """Return the columns that an UPDATE written by Django sets; empty when it is not one."""
        return set(_ASSIGNED.findall(self.sql))

    def key(self) -> int | str | None:
        """Return the primary key when an UPDATE is of one row, else None."""
        return self.params[-1] if self.params and _ONE_ROW.search(self.sql) else None

    def value(self, column: str) -> int | str | None:
        """Return what a column is set to, or None when the statement does not show it."""
        if self.verb == "UPDATE":
            position = self.sql.find(f'"{column}" = %s')
            return None if position < 0 else self.params[self.sql.count("%s", 0, position)]
        return self._inserted().get(column)

    def _inserted(self) -> dict[str, Any]:
        columns = _COLUMNS.findall(self.sql.partition("(")[2].partition(")")[0])
        if not isinstance(self.params, Sequence) or len(columns) != len(self.params):
            return {}  # Many rows, or rows that a query makes.
        return dict(zip(columns, self.params, strict=True))


def parse(sql: object, params: object) -> Write | None:
    """Return what ``sql`` writes, or None when it only reads or changes the schema."""
    if not isinstance(sql, str):
        return None
    found = _WRITE.match(sql)
    if found is None:
        return None
    return Write(found[1].split()[0].upper(), found[2], sql, params)
