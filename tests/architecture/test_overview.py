"""ARCHITECTURE.md draws the rooms as they are: those of the tree, in the order of the contracts."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import known_files

DIAGRAM = re.compile(r"```mermaid\nflowchart TD\n(.*?)```", re.DOTALL)
ROOM = re.compile(r'(\w+)\["([\w/]+)"\]')
ARROW = re.compile(r'^ *(\w+)(?:\["[\w/]+"\])? --> (\w+)', re.MULTILINE)
APPLICATIONS = {"events", "school_support"}
# What contains the packages that are drawn.
DRAWN = ("cms", "cms.content", "cms.translation")


def diagram() -> tuple[dict[str, str], set[tuple[str, str]]]:
    """Return the rooms by the name of their node, and the arrows between rooms."""
    drawing = DIAGRAM.findall((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))[0]
    rooms = dict(ROOM.findall(drawing))
    return rooms, {(rooms[above], rooms[below]) for above, below in ARROW.findall(drawing)}


def packages(folder: str) -> set[str]:
    """Return the Python packages directly inside ``folder``, as paths."""
    inside = (path for path in known_files() if path.is_relative_to(folder))
    return {str(path.parent) for path in inside if path.name == "__init__.py"} & {
        str(child.relative_to(ROOT)) for child in (ROOT / folder).iterdir() if child.is_dir()
    }


def layers(container: str) -> list[set[str]]:
    """Return the layers of the contract about one container, from the top, as paths."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = [
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract.get("containers") == [container]
    ]
    folder = Path(container.replace(".", "/"))
    return [{str(folder / name) for name in line.split(" | ")} for line in found[0]]


def contract_of_all() -> list[set[str]]:
    """Return the layers of all applications together, from the top, as paths."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [{name.replace(".", "/") for name in line.split(" | ")} for line in lines]


def test_the_diagram_shows_exactly_the_rooms_of_the_tree() -> None:
    rooms = set(diagram()[0].values())
    drawn = packages("cms") | packages("cms/content") | packages("cms/translation") | APPLICATIONS
    assert rooms == drawn


def test_the_diagram_shows_exactly_the_rooms_of_the_contracts() -> None:
    rooms = set(diagram()[0].values())
    named = [room for container in DRAWN for line in layers(container) for room in line]
    assert rooms == {*named, *(room for line in contract_of_all() for room in line)}


def test_arrows_lead_from_each_layer_to_the_next_one_below() -> None:
    arrows = diagram()[1]
    expected = {
        (above, below)
        for contract in (contract_of_all(), layers("cms.translation"))
        for upper, lower in pairwise(contract)
        for above in upper
        for below in lower
    }
    assert arrows == expected
