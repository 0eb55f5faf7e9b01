"""Nothing that Wagtail says appears in another language than the one an editor chose."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize

from cms.project.launcher.paths import ROOT

HOMES = [Path(package.__file__).parent for package in (wagtail, wagtail_localize)]
APPS = ("", "admin", "images", "documents", "users", "snippets", "search", "contrib/redirects")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+|href=\"[^\"]*\"")
LOCALES = pytest.mark.parametrize("locale", ["pl", "ru", "uk"])


def theirs(locale: str) -> Iterator[polib.POEntry]:
    for home in HOMES:
        for app in APPS:
            file = home / app / "locale" / locale / "LC_MESSAGES" / "django.po"
            yield from polib.pofile(str(file)) if file.is_file() else ()


def ours(locale: str) -> polib.POFile:
    folder = ROOT / "cms" / "locale" / "of_wagtail" / locale
    return polib.pofile(str(folder / "LC_MESSAGES" / "django.po"))


@LOCALES
def test_every_message_of_wagtail_is_translated_there_or_here(locale: str) -> None:
    every = {(entry.msgctxt, entry.msgid) for entry in theirs("en")}
    known = [*theirs(locale), *ours(locale)]
    done = {(entry.msgctxt, entry.msgid) for entry in known if entry.translated()}
    assert len(every) > 1_000
    assert every - done == set()


@LOCALES
def test_our_words_for_wagtail_keep_its_placeholders_and_markup(locale: str) -> None:
    singular = [entry for entry in ours(locale) if not entry.msgid_plural]
    changed = {entry.msgid for entry in singular if parts(entry.msgid) != parts(entry.msgstr)}
    assert changed == set()


@LOCALES
def test_plural_forms_of_our_words_for_wagtail_use_no_other_placeholders(locale: str) -> None:
    foreign = {
        form
        for entry in ours(locale)
        if entry.msgid_plural
        for form in entry.msgstr_plural.values()
        if parts(form).keys() - parts(entry.msgid + entry.msgid_plural).keys()
    }
    assert foreign == set()


def parts(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))
