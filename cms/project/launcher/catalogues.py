"""Compile and sort the gettext catalogues without GNU gettext, which a fresh machine lacks."""

import os
import sys
from pathlib import Path

import polib

from cms.project.launcher.paths import ROOT

PACKAGES = ("cms", "events", "school_support")


def compile_all() -> list[Path]:
    """Write every ``.mo`` that is older than its ``.po``; return the files written."""
    sources = (po for package in PACKAGES for po in (ROOT / package).rglob("LC_MESSAGES/*.po"))
    return [_compile(po) for po in sources if _is_stale(po)]


def write_sorted(path: Path) -> None:
    """Rewrite a catalogue sorted by message and context, unwrapped, without locations and date."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.metadata.pop("POT-Creation-Date", None)
    catalogue.header = ""
    entries = [entry for entry in catalogue if not entry.obsolete]
    catalogue[:] = sorted(entries, key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    for entry in catalogue:
        entry.occurrences, entry.comment = [], ""
    catalogue.save()


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def _compile(po: Path) -> Path:
    """Replace the ``.mo`` in one move: another process may be reading it."""
    mo = po.with_suffix(".mo")
    draft = mo.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(po)).save_as_mofile(str(draft))
    draft.replace(mo)
    return mo


if __name__ == "__main__":
    for written in compile_all():
        sys.stdout.write(f"compiled {written.relative_to(ROOT)}\n")
