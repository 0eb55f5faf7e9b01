"""What can differ between the databases is tested on both: such test modules bear the mark."""

import ast
from pathlib import Path
from typing import Final

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import known_files

# Who says these words tests locks, constraints, transactions or SQL.
TELLING: Final = frozenset(
    {
        "IntegrityError",
        "OperationalError",
        "ProgrammingError",
        "Thread",
        "ThreadPoolExecutor",
        "cursor",
        "select_for_update",
        "vendor",
    }
)
MARKS: Final = frozenset({"postgresql", "sqlite"})
# They say one of these words about something else.
ELSEWHERE: Final = {
    "test_healthy": "servers in threads",
    "test_letters_worker_killed": "marked chaos",
    "test_http_deadline": "servers in threads",
    "test_proxy": "servers in threads",
    "test_readiness": "servers in threads",
    "test_waiting": "servers in threads",
    "test_worker_killed": "the long one, marked chaos, runs on both",
}
ASKED_FOR: Final = {"browser", "chaos"}  # Their folders run on both at length, or by themselves.


def words(tree: ast.Module) -> set[str]:
    """Return every name and attribute that a module says."""
    nodes = list(ast.walk(tree))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def modules() -> dict[str, set[str]]:
    """Return the words of each test module that runs without being asked for."""
    found = {}
    for path in map(Path, known_files()):
        is_asked_for = ASKED_FOR & set(path.parts)
        if (
            path.parts[0] == "tests"
            and not is_asked_for
            and path.name.startswith("test_")
            and path.suffix == ".py"
        ):
            found[path.as_posix()] = words(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    return found


def test_what_tests_locks_and_sql_runs_on_postgresql_too() -> None:
    left = {name: TELLING & said for name, said in modules().items() if not MARKS & said}
    assert {Path(name).stem for name, said in left.items() if said} == set(ELSEWHERE)


def test_most_tests_run_on_one_database_only() -> None:
    marked = [name for name, said in modules().items() if "postgresql" in said]
    assert 50 < len(marked) < len(modules()) / 2
