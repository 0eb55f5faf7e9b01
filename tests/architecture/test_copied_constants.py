"""A value that two modules must agree on stands in one of them."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tests.architecture.repository import sources

# Shorter values are equal by chance, unless their names are equal too.
TELLING: Final = 16
CALLS: Final = {"re.compile", "frozenset", "set", "tuple", "ZoneInfo"}
# What has one name or value in several modules and may change in each alone, and why.
BY_CHANCE: Final = {
    "BAR = 100": "the length of a bar in two drawings",
    "CONNECT_SECONDS = 4": "patience with any server, and with the machines of translation",
    "DIGITS = 9": "of a Polish phone number, and of the version of a date",
    "ENCRYPTED = 1": "the ZIP format's own flag",
    "LAST_DAY = 31": "the calendar's own",
    "LOCK_SECONDS = 3": "patience with the queue's lock, and with that of a group's places",
    "MAX_WORDS = 8": "the words of two searches",
    "MINUTE = 60": "the clock's own",
    "NAME_LENGTH = 200": "the name of a source of texts, and of a file in an archive",
    "PAGE_SIZE = 30": "rows of a list in the admin",
    "PAGE_SIZE = 50": "rows of a list in the admin",
    "TITLE = 'title'": "a name of the XLIFF format, and of a field of pages",
    "WEEK = 7": "the calendar's own",
    "'Wspólna Sprawa'": "the name of the tool in a file for other tools is not the site's",
    "frozenset({'change', 'delete'})": "rights kept back for two different reasons",
}


def copies(modules: Iterable[tuple[Path, ast.Module]]) -> dict[str, set[str]]:
    """Return constants of modules of different packages that are equal: a name or value → where."""
    found: defaultdict[str, dict[Path, str]] = defaultdict(dict)
    for path, tree in modules:
        for name, value in _constants(tree):
            where, text = f"{path}:{name}", ast.unparse(value)
            found[f"{name.strip('_')} = {text}"][path] = where
            if len(text) >= TELLING and not isinstance(value, ast.UnaryOp):
                found[text][path] = where
    return {
        what: set(where.values())
        for what, where in found.items()
        if len({path.parent for path in where}) > 1
    }


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and value is not None and _is_literal(value):
            yield target.id, value


def _is_literal(value: ast.expr) -> bool:
    """Tell whether a value is written out: a number, text, pattern or collection, none empty."""
    if isinstance(value, ast.Call):
        return (
            ast.unparse(value.func) in CALLS
            and bool(value.args)
            and all(map(_is_literal, value.args))
        )
    try:
        return bool(ast.literal_eval(value))
    except ValueError:
        return False


def test_no_constant_is_a_copy_of_one_in_another_package() -> None:
    found = copies(sources())
    assert {what: where for what, where in found.items() if what not in BY_CHANCE} == {}
    assert BY_CHANCE.keys() - found.keys() == set()


def test_a_planted_copy_is_found_by_name_and_by_value() -> None:
    planted = {
        "events/rules/a.py": "LONGEST: Final = 7\n_MARK = re.compile(r'<[^<>]{1,9}>')",
        "cms/core/b.py": "_LONGEST = 7\nOTHER: Final = re.compile(r'<[^<>]{1,9}>')",
    }
    found = copies((Path(name), ast.parse(text)) for name, text in planted.items())
    assert found == {
        "LONGEST = 7": {"events/rules/a.py:LONGEST", "cms/core/b.py:_LONGEST"},
        "re.compile('<[^<>]{1,9}>')": {"events/rules/a.py:_MARK", "cms/core/b.py:OTHER"},
    }
