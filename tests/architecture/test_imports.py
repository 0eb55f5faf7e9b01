"""The import contracts of pyproject.toml hold, and each of them finds the violation it forbids."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import PACKAGES, sources

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
ROOMS_CONTRACT = "Rooms and applications know only what lies below them"
APPLICATION_CONTRACT = "Inside an application"
VIOLATIONS = [
    (ROOMS_CONTRACT, "events/models.py", "import cms.content.pages.models"),
    (ROOMS_CONTRACT, "cms/core/locales.py", "import cms.content.pages.models"),
    (ROOMS_CONTRACT, "cms/core/fields.py", "import cms.delivery.documents"),
    (ROOMS_CONTRACT, "school_support/domain.py", "import cms.project.urls"),
    (ROOMS_CONTRACT, "cms/background/jobs/apps.py", "import cms.core.locales"),
    (ROOMS_CONTRACT, "cms/users/roles.py", "import cms.background.jobs"),
    ("Every package of cms is a room", "cms/newsletters/__init__.py", ""),
    ("Kinds of content do not know each other", "cms/content/recipes/__init__.py", ""),
    (
        "Kinds of content do not know each other",
        "cms/content/points/apps.py",
        "import cms.content.pages.models",
    ),
    (
        "Tools of translation know the base and not each other",
        "cms/translation/review/apps.py",
        "import cms.translation.dashboard.models",
    ),
    (
        "Tools of translation know the base and not each other",
        "cms/translation/glossary/__init__.py",
        "",
    ),
    (APPLICATION_CONTRACT, "cms/content/pages/enums.py", "import cms.content.pages.models"),
    (APPLICATION_CONTRACT, "events/extras.py", ""),
    ("Inside delivery", "cms/delivery/search.py", ""),
    ("Inside background", "cms/background/jobs/apps.py", "import cms.background.models"),
    (
        "Only the jobs package knows the queue library",
        "cms/content/pages/tasks.py",
        "import django_q.tasks",
    ),
    ("No cycles anywhere", "cms/users/roles.py", "import cms.users.models, cms.users.apps"),
]
# Packages without the layers of an application: the composition root, the demo, and the rooms
# below the features, which have contracts of their own.
WITHOUT_LAYERS = {
    "cms.project",
    "cms.demo",
    "cms.search",
    "cms.delivery",
    "cms.core",
    "cms.background",
    "cms.users",
}


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
        ignored = shutil.ignore_patterns("__pycache__", "images", "static")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_application_of_ours_is_under_the_contracts() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layered = next(each for each in contracts["contracts"] if each["name"] == APPLICATION_CONTRACT)
    ours = {name for name in settings.INSTALLED_APPS if name.split(".")[0] in PACKAGES}
    inside_background = {name for name in ours if name.startswith("cms.background.")}
    assert ours - inside_background == WITHOUT_LAYERS | set(layered["containers"])
    assert {name.split(".")[0] for name in ours} == set(contracts["root_packages"])


def test_every_folder_with_an_application_is_installed() -> None:
    folders = {path.parent for path, _tree in sources() if path.name == "apps.py"}
    assert {".".join(folder.parts) for folder in folders} <= set(settings.INSTALLED_APPS)


def test_the_contracts_are_kept() -> None:
    answer = lint(ROOT)
    assert (answer.returncode, "0 broken" in answer.stdout) == (0, True), answer.stdout


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS)
def test_a_violation_is_found(copy: Path, contract: str, module: str, line: str) -> None:
    (copy / module).parent.mkdir(exist_ok=True)
    with (copy / module).open("a") as file:
        file.write(f"\n{line}\n")
    with (copy / "cms/users/apps.py").open("a") as file:
        file.write("\nimport cms.users.roles\n")  # No cycle yet.
    answer = lint(copy)
    assert (answer.returncode, f"{contract} BROKEN" in answer.stdout) == (1, True), answer.stdout
