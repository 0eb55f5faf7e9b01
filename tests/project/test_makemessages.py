"""``make messages`` on an untouched checkout changes nothing: one way to write a catalogue."""

import shutil
import subprocess
import sys
from pathlib import Path

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import PACKAGES, known_files

LANGUAGES = ("pl", "ru", "uk")


def test_collecting_what_is_collected_changes_no_catalogue(tmp_path: Path) -> None:
    for path in known_files():
        if path.parts[0] in {*PACKAGES, "manage.py"}:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, tmp_path / path)
    options = [option for language in LANGUAGES for option in ("-l", language)]
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--no-obsolete", *options],
        cwd=tmp_path,
        check=True,
    )
    catalogues = [f"cms/locale/{language}/LC_MESSAGES/django.po" for language in LANGUAGES]
    changed = [
        path for path in catalogues if (tmp_path / path).read_text() != (ROOT / path).read_text()
    ]
    assert changed == []
