"""One package knows the queue library, in three modules; nobody else may depend on it."""

import ast
from pathlib import Path

from cms.project.launcher.paths import ROOT


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_only_three_modules_of_cms_jobs_import_the_queue_library() -> None:
    folders = ("cms", "events", "school_support")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    importers = {str(path.relative_to(ROOT)) for path in paths if "django_q" in imports(path)}
    assert importers == {
        f"cms/background/jobs/{name}.py" for name in ("broker", "cluster", "queue")
    }
