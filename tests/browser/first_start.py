"""The product's data after a first start: made once for all processes of a run, kept for the next.

The key is made of all code and content, and of the day, from which the demo counts its dates. An
empty ``.pytest_cache`` only means that the next run makes it once more.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.utils import timezone

from cms.project.launcher.paths import ROOT
from tests.database_template import copy_to

FOLDER: Final = ROOT / ".pytest_cache" / "first-start"
WRITERS: Final = ("cms", "events", "school_support")
STEPS: Final = (("manage.py", "prepare", "--demo"), ("-m", "tests.browser.first_work"))


def copy_data(var: Path) -> None:
    """Fill ``var`` with what a first start leaves there, its work done.

    Raises CalledProcessError, after what the process said, when the start fails.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / _key()
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            _make(kept)
        shutil.copytree(kept, var, dirs_exist_ok=True)


def _make(kept: Path) -> None:
    """Start from the migrated database of other tests where there is one: it takes a minute."""
    for old in FOLDER.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
    draft = FOLDER / "draft"
    draft.mkdir()
    database = f"sqlite:///{draft / 'db.sqlite3'}"
    copy_to(database)
    environment = {
        **os.environ,
        "VAR_DIR": str(draft),
        "DATABASE_URL": database,
        "FRONTEND_URLS": "",  # Nobody is there to be told of anything.
        "DJANGO_SETTINGS_MODULE": "cms.project.settings.development",
    }
    for step in STEPS:
        subprocess.run([sys.executable, *step], cwd=ROOT, env=environment, check=True)
    draft.rename(kept)


def _key() -> str:
    digest = hashlib.sha256(str(timezone.localdate()).encode())
    for file in _files():
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:32]


def _files() -> Iterator[Path]:
    yield ROOT / "requirements.lock"
    for name in WRITERS:
        for file in sorted((ROOT / name).rglob("*")):
            if file.is_file() and file.suffix not in {".pyc", ".mo"}:
                yield file
