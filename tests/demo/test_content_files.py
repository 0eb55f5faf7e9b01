"""The demo's texts have the same structure in every language, and nothing left untranslated."""

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from cms.core import locales
from cms.core.blocks.body import BODY_BLOCKS
from cms.demo.content_files import PageFile, frame_file, image_files, page_files

FILES = page_files(locales.CODES)
POLISH_LETTERS = re.compile("[ąćęłńśźż]", re.IGNORECASE)
ONLY_RUSSIAN = re.compile("[ыэёъ]", re.IGNORECASE)
ONLY_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)


def shape(value: Any) -> Any:
    """Return ``value`` with every text replaced by whether it is empty."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return bool(value) if isinstance(value, str) else value


def texts(value: Any) -> str:
    """Return all texts below ``value``, one a line."""
    if isinstance(value, dict):
        return "\n".join(texts(item) for item in value.values())
    if isinstance(value, list):
        return "\n".join(texts(item) for item in value)
    return str(value)


def test_the_demo_has_home_programme_objectives_and_five_guides() -> None:
    assert [file.key for file in FILES if file.parent is None] == ["home"]
    assert sum(file.parent == "guides" for file in FILES) == 5
    objectives = next(file for file in FILES if file.key == "objectives")
    headings = [b for b in objectives.texts["pl"]["body"] if b["type"] == "heading"]
    assert len(headings) >= 11


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.key)
def test_every_language_has_the_same_structure(file: PageFile) -> None:
    for one, other in pairwise(file.texts.values()):
        assert shape(one) == shape(other)


def test_some_pages_are_missing_or_behind_on_purpose_so_that_the_states_show() -> None:
    missing = {(f.key, code) for f in FILES for code in locales.CODES if code not in f.texts}
    behind = {(f.key, code) for f in FILES for code in f.behind}
    assert missing == {
        ("chapter-first-contact", "ru"),
        ("story-ales", "en"),
        ("activity-adaptation", "ru"),
        ("activity-walk", "en"),
    }
    assert behind == {
        ("chapter-temporary-protection", "en"),
        ("story-halyna", "uk"),
        ("activity-camp", "ru"),
    }


def test_the_handbook_has_three_parts_and_ten_chapters() -> None:
    assert sum(file.type == "handbook.PartPage" for file in FILES) == 3
    assert sum(file.type == "handbook.ChapterPage" for file in FILES) == 10


def test_there_are_stories_practices_and_points_and_one_closed_point_names_another() -> None:
    count = Counter(file.type for file in FILES)
    assert [
        count[name]
        for name in ("stories.StoryPage", "practices.PracticePage", "points.InformationPoint")
    ] == [6, 4, 9]
    assert [f.facts["successor"] for f in FILES if f.facts.get("closed_from")] == ["point-kalisz"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.key)
def test_cyrillic_texts_keep_to_their_own_alphabet(file: PageFile) -> None:
    assert ONLY_RUSSIAN.findall(texts(file.texts.get("uk", {}))) == []
    assert ONLY_UKRAINIAN.findall(texts(file.texts.get("ru", {}))) == []


def test_no_title_or_lead_stayed_polish() -> None:
    left = [
        (file.key, code)
        for file in FILES
        for code in locales.TARGETS
        # A point's lead says in which street it stands; English keeps the names of towns.
        if file.type not in {"points.InformationPoint", "stories.StoryPage"}
        for name in ("title", "lead")
        if POLISH_LETTERS.search(file.texts.get(code, {}).get(name, ""))
    ]
    assert left == []


def test_the_demo_shows_every_block_that_needs_no_file_from_elsewhere() -> None:
    used = {block["type"] for file in FILES for block in file.texts["pl"]["body"]}
    assert used == {name for name, _block in BODY_BLOCKS} - {
        "document",
        "video",
    }


def test_every_picture_that_is_named_is_there() -> None:
    named = {
        block["value"]["image"]
        for file in FILES
        for block in file.texts["pl"]["body"]
        if block["type"] == "image"
    }
    assert named - set(image_files()) == set()


def test_the_frame_has_the_same_structure_in_every_language() -> None:
    frame = frame_file()
    assert len({repr(shape(frame[code])) for code in locales.CODES}) == 1
