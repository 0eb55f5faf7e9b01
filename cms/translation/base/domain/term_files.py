"""The term base as a file: CSV for spreadsheets, TBX and TMX for translators' tools."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction

from cms.translation.base.models import Term, TermForm
from cms.translation.base.rules.term_csv import read_csv, write_csv
from cms.translation.base.rules.term_rows import Row, TermFileError
from cms.translation.base.rules.term_xml import read_tbx, read_tmx, write_tbx, write_tmx

READERS: Final[dict[str, Callable[[bytes], Iterator[Row]]]] = {
    "csv": read_csv,
    "tsv": read_csv,
    "txt": read_csv,
    "tbx": read_tbx,
    "xml": read_tbx,
    "tmx": read_tmx,
}


@dataclass
class Imported:
    """What an import did; ``read`` rows were good, ``bad_lines`` were left out."""

    terms: int = 0
    forms: int = 0
    read: int = 0
    bad_lines: list[int] = field(default_factory=list)


class NoTermsError(TermFileError):
    """The file can be read, and nothing in it is a term; ``bad_lines`` were looked at."""

    def __init__(self, bad_lines: list[int]) -> None:
        super().__init__("0")
        self.bad_lines = bad_lines


@transaction.atomic
def import_rows(rows: Iterator[Row]) -> Imported:
    """Add what is new and change what differs; nothing is deleted, so it may be repeated.

    Rows that cannot be stored are counted, all others are stored. Raises TermFileError, and
    NoTermsError where no row is good.
    """
    done = Imported()
    for row in rows:
        if row.is_good:
            _store(row, done)
        elif row.line not in done.bad_lines[-1:]:
            done.bad_lines.append(row.line)
    if not done.read:
        raise NoTermsError(done.bad_lines)
    return done


def _store(row: Row, done: Imported) -> None:
    done.read += 1
    term, is_new = Term.objects.get_or_create(term=row.term, defaults={"note": row.note})
    done.terms += is_new
    if row.note and term.note != row.note:
        Term.objects.filter(pk=term.pk).update(note=row.note)
    if row.text:
        form, is_new = TermForm.objects.get_or_create(
            term=term, language=row.language, text=row.text, defaults={"kind": row.kind}
        )
        done.forms += is_new
        if form.kind != row.kind:
            TermForm.objects.filter(pk=form.pk).update(kind=row.kind)


def _rows() -> Iterator[Row]:
    """Yield the whole term base, terms in alphabetical order."""
    for term in Term.objects.prefetch_related("forms"):
        forms = list(term.forms.all())
        if not forms:
            yield Row(0, term.term, term.note)
        for form in forms:
            yield Row(0, term.term, term.note, form.language, form.kind, form.text)


def to_csv() -> bytes:
    """Return the term base as CSV."""
    return write_csv(_rows())


def to_tbx() -> bytes:
    """Return the term base as TBX-Basic of the third edition."""
    return write_tbx(_rows())


def to_tmx() -> bytes:
    """Return the approved forms as TMX."""
    return write_tmx(_rows())
