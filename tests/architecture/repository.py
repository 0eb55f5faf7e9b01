"""The repository as its files: what git knows, and Python sources as syntax trees."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from cms.project.launcher.paths import ROOT

PACKAGES: Final = ("cms", "events", "school_support")


@cache
def known_files() -> tuple[Path, ...]:
    """Return every file that is tracked, or would be: relative to the root, sorted."""
    answer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = sorted(filter(None, answer.stdout.split("\0")))
    return tuple(Path(name) for name in names if (ROOT / name).is_file())


def texts() -> Iterator[tuple[Path, str]]:
    """Yield each known text file with its content."""
    for path in known_files():
        try:
            yield path, (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Yield each module of our packages with its syntax tree; migrations are left out."""
    for path in known_files():
        if path.suffix == ".py" and path.parts[0] in PACKAGES and "migrations" not in path.parts:
            yield path, ast.parse((ROOT / path).read_text(encoding="utf-8"))


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Yield each call of a function or method with one of ``names``, decorators included."""
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in names:
                yield path, node


def constant(call: ast.Call, position: int = 0) -> str | None:
    """Return the text literal at ``position`` of a call's arguments, or None."""
    if len(call.args) <= position:
        return None
    argument = call.args[position]
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return argument.value if is_text else None


def template_names() -> set[str]:
    """Return the names of the frontend's templates."""
    return {path.stem for path in (ROOT / "frontend/src/templates").glob("*.astro")}


def dictionary_keys(typescript: Path) -> set[str]:
    """Return the keys of the dictionary literal a TypeScript module exports.

    Keys stand one a line, as ``name:``, ``"pages.Name":`` or a bare ``name,``.
    """
    keys = re.compile(r'^\s+"?([A-Za-z_][\w.]*)"?(?:\s*:\s*\w+)?,$', re.MULTILINE)
    return set(keys.findall((ROOT / typescript).read_text(encoding="utf-8")))


def _name(function: ast.expr) -> str | None:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else None
