"""The import contracts of pyproject.toml hold, and each of them finds the violation it forbids."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cms.project.launcher.places import ROOT
from tests.architecture.repository import PACKAGES

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
PACKAGES_CONTRACT = "Features know the kernel and never each other"
FEATURE_CONTRACT = "Inside a feature"
VIOLATIONS = [
    (PACKAGES_CONTRACT, "events/models.py", "import cms.pages.models"),
    (PACKAGES_CONTRACT, "cms/core/locales.py", "import cms.pages.models"),
    (PACKAGES_CONTRACT, "school_support/domain.py", "import cms.project.urls"),
    (PACKAGES_CONTRACT, "cms/jobs/apps.py", "import cms.core.locales"),
    (PACKAGES_CONTRACT, "cms/users/roles.py", "import cms.jobs"),
    (FEATURE_CONTRACT, "cms/pages/enums.py", "import cms.pages.models"),
    (FEATURE_CONTRACT, "events/extras.py", ""),
    (
        "Only the jobs package knows the queue library",
        "cms/pages/tasks.py",
        "import django_q.tasks",
    ),
    ("No cycles anywhere", "cms/users/roles.py", "import cms.users.models, cms.users.apps"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "content", "static")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_are_kept() -> None:
    answer = lint(ROOT)
    assert (answer.returncode, "0 broken" in answer.stdout) == (0, True), answer.stdout


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_a_violation_is_found(copy: Path, contract: str, module: str, line: str) -> None:
    with (copy / module).open("a") as file:
        file.write(f"\n{line}\n")
    with (copy / "cms/users/apps.py").open("a") as file:
        file.write("\nimport cms.users.roles\n")  # No cycle yet.
    answer = lint(copy)
    assert (answer.returncode, f"{contract} BROKEN" in answer.stdout) == (1, True), answer.stdout
