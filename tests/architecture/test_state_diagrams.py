"""State diagrams of the documents show the states of the code, and the moves that it allows."""

import re
import sys
from enum import Enum
from importlib import import_module

import pytest

from tests.architecture.repository import texts

DIAGRAM = re.compile(r"```mermaid\nstateDiagram-v2\n(.*?)```", re.DOTALL)
# The first line of a diagram is a comment: the enum that it draws.
NAMED = re.compile(r"^ *%% ([\w.]+)$", re.MULTILINE)
# Mermaid ends a description at a colon or a semicolon.
ARROW = re.compile(r"^ *(\[\*\]|\w+) --> (\[\*\]|\w+)(?: : [^:;\n]+)?$", re.MULTILINE)
ELSEWHERE = "[*]"
FOUND = [
    pytest.param(drawing, id=f"{path.stem}-{NAMED.findall(drawing)[0].rpartition('.')[2]}")
    for path, text in texts()
    if path.suffix == ".md"
    for drawing in DIAGRAM.findall(text)
]


def arrows(drawing: str) -> set[tuple[str, str]]:
    return set(ARROW.findall(drawing))


def enum_of(drawing: str) -> type[Enum]:
    """Return the enum that a diagram names."""
    path = NAMED.findall(drawing)[0]
    module, _dot, name = path.rpartition(".")
    found: type[Enum] = getattr(import_module(module), name)
    return found


def test_there_are_diagrams_and_every_line_of_them_is_read() -> None:
    assert len(FOUND) > 10
    lines = [line for case in FOUND for line in str(case.values[0]).splitlines() if line.strip()]
    unread = [line for line in lines if not ARROW.match(line) and not NAMED.match(line)]
    assert unread == []


@pytest.mark.parametrize("drawing", FOUND)
def test_a_diagram_has_exactly_the_states_of_its_enum(drawing: str) -> None:
    drawn = {state for arrow in arrows(drawing) for state in arrow} - {ELSEWHERE}
    assert drawn == {state.value for state in enum_of(drawing)}


@pytest.mark.parametrize("drawing", FOUND)
def test_a_diagram_has_exactly_the_moves_that_the_code_allows(drawing: str) -> None:
    states = enum_of(drawing)
    moves = getattr(sys.modules[states.__module__], "MOVES", {})
    allowed = {
        (before.value, after.value)
        for before, afters in moves.items()
        for after in afters
        if isinstance(before, states)
    }
    drawn = {arrow for arrow in arrows(drawing) if ELSEWHERE not in arrow}
    assert not allowed or drawn == allowed


def test_every_enum_with_a_table_of_moves_is_drawn() -> None:
    tables = {
        str(path.with_suffix("")).replace("/", ".")
        for path, text in texts()
        if path.name == "enums.py" and re.search(r"^MOVES\b", text, re.MULTILINE)
    }
    drawn = {enum_of(str(case.values[0])).__module__ for case in FOUND}
    assert len(tables) > 2
    assert tables - drawn == set()
