"""What the documents say can be done: commands, paths and links that exist."""

import re
from pathlib import Path

import polib

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import known_files, texts

COMMAND = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
# A path of ours in backticks; `name*` stands for several, `path/module` for `path/module.py`.
OURS = re.compile(r"`((?:\.ci|cms|deploy|docs|events|frontend|school_support|tests)/[\w./*-]*)`")
MADE_BY_COMMANDS = {"frontend/node_modules", "frontend/dist"}
# The first four cells of a row of the glossary.
TERM = re.compile(r"^\|([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|", re.MULTILINE)
TARGET = re.compile(r"^([a-z][a-z-]*):.*##", re.MULTILINE)


def documents() -> dict[Path, str]:
    return {path: text for path, text in texts() if path.suffix == ".md"}


def test_every_make_command_in_the_documents_exists() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text()))
    named = {name for text in documents().values() for name in COMMAND.findall(text)}
    assert {"up", "test", "check"} <= named
    assert named - targets == set()


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = {
        (str(path), link)
        for path, text in documents().items()
        for link in LINK.findall(text)
        if not (ROOT / path.parent / link).exists()
    }
    assert broken == set()


def test_every_path_of_ours_that_a_document_names_exists() -> None:
    files = known_files()
    known = {str(path) for path in files} | {
        str(parent) for path in files for parent in path.parents
    }
    known |= MADE_BY_COMMANDS | {name.removesuffix(".py") for name in known}
    named = {
        (str(document), path.rstrip("/"))
        for document, text in documents().items()
        for path in OURS.findall(text)
    }
    assert len(named) > 50
    gone = {
        (document, path)
        for document, path in named
        if path not in known and not ("*" in path and any(ROOT.glob(path)))
    }
    assert gone == set()


def test_the_glossary_says_what_the_catalogues_say() -> None:
    text = documents()[Path("docs/translating-the-interface.md")]
    rows = [tuple(cell.strip() for cell in row) for row in TERM.findall(text)]
    assert rows[0] == ("English", "Polish", "Russian", "Ukrainian")
    said = {row[0]: dict(zip(("pl", "ru", "uk"), row[1:], strict=True)) for row in rows[1:]}
    found = [
        (locale, entry.msgid, entry.msgstr)
        for locale in ("pl", "ru", "uk")
        for entry in polib.pofile(str(ROOT / "cms" / "locale" / locale / "LC_MESSAGES/django.po"))
        if entry.msgid in said and not entry.obsolete
    ]
    assert len(found) > 60
    assert [each for each in found if said[each[1]][each[0]] != each[2]] == []
