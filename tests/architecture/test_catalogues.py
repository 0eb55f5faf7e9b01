"""Every text that people read is translated into Polish, Russian and Ukrainian."""

import re
from ast import literal_eval
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

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
CONTEXT = {"pgettext": 0, "pgettext_lazy": 0}
# What Django makes of a template before it collects: a call for each text, blocks included.
IN_TEMPLATES = re.compile(
    r""" (n?p?)gettext\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))"""
    r"""(?:, (u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")))?"""
)
LOCALES = pytest.mark.parametrize("locale", ["pl", "ru", "uk"])


def catalogue(locale: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "cms" / "locale" / locale / "LC_MESSAGES" / "django.po"))


Message = tuple[str | None, str]  # The context, if any, and the text.


@cache
def messages() -> frozenset[Message]:
    """Return every message marked in Python sources and templates."""
    found = {message for path, text in texts() for message in in_template(path, text)}
    for _path, call in calls(*MARKERS):
        name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
        context = constant(call, CONTEXT[name]) if name in CONTEXT else None
        found.update((context, text) for text in (constant(call, n) for n in MARKERS[name]) if text)
    return frozenset(found)


def in_template(path: Path, text: str) -> Iterator[Message]:
    """Yield what ``translate`` and ``blocktranslate`` mark; of a plural, the singular."""
    if path.suffix not in {".html", ".txt"} or "templates" not in path.parts:
        return
    for kind, *arguments in IN_TEMPLATES.findall(templatize(text)):
        first, second = (literal_eval(argument) if argument else "" for argument in arguments)
        yield (first, second) if "p" in kind else (None, first)


def test_messages_are_found_at_all() -> None:
    assert len(messages()) > 50


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ('{% translate "Save" %}', (None, "Save")),
        ("{% translate 'Order' context 'list' %}", ("list", "Order")),
        (
            "{% blocktranslate trimmed %}\n  Hello,\n  {{ name }}\n{% endblocktranslate %}",
            (None, "Hello, %(name)s"),
        ),
        (
            "{% blocktranslate count n=rows %}row{% plural %}rows{% endblocktranslate %}",
            (None, "row"),
        ),
        (
            '{% blocktranslate context "page" %}It\'s open{% endblocktranslate %}',
            ("page", "It's open"),
        ),
    ],
)
def test_every_way_to_mark_a_text_in_a_template_is_found(tag: str, message: Message) -> None:
    assert list(in_template(Path("cms/templates/a.html"), tag)) == [message]


@LOCALES
def test_every_message_is_in_the_catalogue(locale: str) -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue(locale) if not entry.obsolete}
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
