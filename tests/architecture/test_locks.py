"""Lock files pin by hash and name no address, so that they install through any mirror."""

import json
import re
from pathlib import Path

import pytest

from cms.project.launcher.paths import FRONTEND, LIGHTHOUSE, LOCK, NEXT_LOCK

PYTHON_LOCKS = pytest.mark.parametrize("lock", [LOCK, NEXT_LOCK], ids=["now", "next"])
NODE_LOCKS = pytest.mark.parametrize("folder", [FRONTEND, LIGHTHOUSE], ids=["frontend", "bench"])
REQUIREMENT = re.compile(
    r"^[a-z0-9][a-z0-9._-]*==\S+.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)*", re.MULTILINE
)


@PYTHON_LOCKS
def test_every_python_requirement_has_a_hash(lock: Path) -> None:
    requirements = REQUIREMENT.findall(lock.read_text())
    assert len(requirements) > 50
    assert [entry for entry in requirements if "--hash" not in entry] == []


@PYTHON_LOCKS
def test_a_python_lock_holds_nothing_but_requirements_hashes_and_comments(lock: Path) -> None:
    line = re.compile(r"[a-z0-9][a-z0-9._-]*==\S.*|    --hash=sha256:[0-9a-f]{64}( \\)?|\s*#.*")
    lines = lock.read_text().splitlines()
    assert [text for text in lines if not line.fullmatch(text)] == []


@NODE_LOCKS
def test_every_node_package_has_a_hash_and_no_address(folder: Path) -> None:
    lock = json.loads((folder / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > 50
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "://" in entry["version"]] == []


@NODE_LOCKS
def test_the_npm_lock_stays_without_addresses_when_it_is_written_again(folder: Path) -> None:
    settings = (folder / ".npmrc").read_text().splitlines()
    assert "omit-lockfile-registry-resolved=true" in settings
