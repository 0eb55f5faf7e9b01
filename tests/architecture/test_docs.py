"""What the documents say can be done: commands, paths and links that exist."""

import re
from pathlib import Path

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import texts

COMMAND = re.compile(r"(?:^|`)make ([a-z][a-z-]*)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
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
