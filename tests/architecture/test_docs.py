"""What the documents say can be done: commands, paths and links that exist."""

import re
from pathlib import Path

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import known_files, texts

COMMAND = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
# A path of ours in backticks; `name*` stands for several, `path/module` for `path/module.py`.
OURS = re.compile(r"`((?:\.ci|cms|deploy|docs|events|frontend|school_support|tests)/[\w./*-]*)`")
MADE_BY_COMMANDS = {"frontend/node_modules", "frontend/dist"}
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
