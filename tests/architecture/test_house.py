"""One look at the top level tells who owns what, and nothing in it tells whose machine it was."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import PACKAGES, known_files, texts

FOLDERS = {
    ".ci",
    ".devcontainer",
    ".github",
    "cms",
    "deploy",
    "docs",
    "events",
    "frontend",
    "school_support",
    "tests",
}
FILES = {
    ".dockerignore",
    ".editorconfig",
    ".gitignore",
    ".pre-commit-config.yaml",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "compose.yaml",
    "manage.py",
    "pyproject.toml",
    "requirements.lock",
}
VAGUE = {"utils", "common", "helpers", "misc"}
# Put together here, so that this file does not name them either.
MACHINE = re.compile("|".join([r"(?<![\w.])/(?:home|root|work|Users)" + "/" + r"\w"]))
REGISTRY = re.compile(
    r"registry\.npmjs" + r"\.org|files\.python" + r"hosted\.org|(?<!\w)pypi" + r"\.org"
)


def production() -> Iterator[tuple[Path, str]]:
    """Yield the modules of our packages; migrations are left out."""
    for path, text in texts():
        is_module = path.suffix == ".py" and path.parts[0] in PACKAGES
        if is_module and "migrations" not in path.parts:
            yield path, text


def test_the_top_level_holds_what_was_agreed_and_little_of_it() -> None:
    folders = {path.parts[0] for path in known_files() if len(path.parts) > 1}
    files = {str(path) for path in known_files() if len(path.parts) == 1}
    assert (folders - FOLDERS, files - FILES) == (set(), set())
    assert len(FILES) <= 16


def test_no_module_is_a_drawer_for_everything() -> None:
    named = [path for path in known_files() if VAGUE & {*path.parts[:-1], path.stem}]
    assert named == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert [path for path, text in texts() if MACHINE.search(text)] == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert [path for path, text in texts() if REGISTRY.search(text)] == []


def test_block_definitions_stay_out_of_migrations() -> None:
    block = re.compile(r"wagtail\.blocks|\.blocks\.|StreamBlock|StructBlock|block_lookup")
    migrations = {path: text for path, text in texts() if "migrations" in path.parts}
    assert Path("cms/content/pages/migrations/0001_initial.py") in migrations
    assert [path for path, text in migrations.items() if block.search(text)] == []


def test_every_suppression_carries_its_reason() -> None:
    bare = re.compile(
        r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type:\s*ignore(?:\[[\w, -]+\])?|pragma: no cover)\s*$"
        r"|@ts-(?:ignore|expect-error)\s*$|eslint-disable[\w-]*\s*$",
        re.MULTILINE,
    )
    code = {".py", ".ts", ".astro", ".mjs"}
    assert [path for path, text in texts() if path.suffix in code and bare.search(text)] == []


def test_suppressions_are_rare() -> None:
    lines = [line for path, text in production() for line in text.splitlines() if line.strip()]
    marked = [line for line in lines if re.search(r"#\s*(?:noqa|type:\s*ignore)", line)]
    assert len(marked) * 1000 <= len(lines) * 2, f"{len(marked)} in {len(lines)} lines"


def test_continuous_integration_runs_the_same_command_as_people() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert script == '#!/usr/bin/env bash\nset -eu\ncd "$(dirname "$0")/.."\nmake test\n'


def test_hooks_before_a_commit_are_our_own_and_download_nothing() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]
    assert [repository["repo"] for repository in config["repos"]] == ["local"]
    assert [hook["language"] for hook in hooks] == ["system", "system"]


def test_pull_requests_run_what_continuous_integration_runs() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text())
    steps = [step.get("run") for step in workflow["jobs"]["tests"]["steps"]]
    assert steps[-1] == ".ci/run"
