"""Every text that people read is translated into Polish, Russian and Ukrainian."""

import re
from pathlib import Path

import polib
import pytest

from cms.project.launcher.catalogues import write_sorted
from cms.project.launcher.paths import ROOT
from tests.architecture.repository import calls, constant, texts

# Function: which of its arguments are messages.
MARKERS = {
    "_": (0,),
    "gettext": (0,),
    "gettext_lazy": (0,),
    "gettext_noop": (0,),
    "ngettext": (0,),
    "ngettext_lazy": (0,),
    "pgettext": (1,),
    "pgettext_lazy": (1,),
}
TEMPLATE_MARKER = re.compile(r"""{%\s*(?:translate|trans)\s+(?:"([^"]+)"|'([^']+)')""")
LOCALES = pytest.mark.parametrize("locale", ["pl", "ru", "uk"])


def catalogue(locale: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "cms" / "locale" / locale / "LC_MESSAGES" / "django.po"))


def messages() -> set[str]:
    """Return every message marked in Python sources and templates."""
    found = set()
    for _path, call in calls(*MARKERS):
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
        found.update(constant(call, position) for position in MARKERS[name])
    for path, text in texts():
        if path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found.update(double or single for double, single in TEMPLATE_MARKER.findall(text))
    return {message for message in found if message}


def test_messages_are_found_at_all() -> None:
    assert len(messages()) > 50


@LOCALES
def test_every_message_is_in_the_catalogue(locale: str) -> None:
    known = {entry.msgid for entry in catalogue(locale) if not entry.obsolete}
    assert messages() - known == set()


@LOCALES
def test_no_message_is_untranslated_or_unsure(locale: str) -> None:
    entries = catalogue(locale)
    unsure = [entry.msgid for entry in entries.fuzzy_entries()]
    assert (unsure, [entry.msgid for entry in entries.untranslated_entries()]) == ([], [])


@LOCALES
def test_placeholders_survive_translation(locale: str) -> None:
    placeholder = re.compile(r"%\(\w+\)s|%[sd]|\{\w*\}")
    changed = [
        entry.msgid
        for entry in catalogue(locale)
        if not entry.msgid_plural
        and set(placeholder.findall(entry.msgid)) != set(placeholder.findall(entry.msgstr))
    ]
    assert changed == []


def test_catalogues_are_only_where_django_is_told_to_look() -> None:
    places = {path.parents[2] for path, _text in texts() if path.suffix == ".po"}
    assert places == {Path("cms/locale"), Path("cms/locale/of_wagtail")}


@LOCALES
def test_a_catalogue_stands_in_the_order_that_collecting_messages_gives_it(
    locale: str, tmp_path: Path
) -> None:
    source = ROOT / "cms" / "locale" / locale / "LC_MESSAGES" / "django.po"
    rewritten = tmp_path / source.name
    rewritten.write_bytes(source.read_bytes())
    write_sorted(rewritten)
    assert rewritten.read_text() == source.read_text()
