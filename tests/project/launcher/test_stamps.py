"""A step is repeated when its inputs changed, and only then."""

from pathlib import Path

import pytest

from cms.project.launcher import stamps


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    monkeypatch.setattr(stamps, "FRONTEND", tmp_path)
    return tmp_path


def test_the_same_content_gives_the_same_fingerprint_whatever_its_time(root: Path) -> None:
    lock = root / "lock"
    lock.write_text("a==1")
    before = stamps.fingerprint([lock], "3.11")
    lock.unlink()
    lock.write_text("a==1")
    assert stamps.fingerprint([lock], "3.11") == before


def test_content_name_and_facts_each_change_it(root: Path) -> None:
    lock, renamed = root / "lock", root / "renamed"
    lock.write_text("a==1")
    renamed.write_text("a==1")
    first = stamps.fingerprint([lock], "3.11")
    others = [stamps.fingerprint([renamed], "3.11"), stamps.fingerprint([lock], "3.12")]
    lock.write_text("a==2")
    assert len({first, *others, stamps.fingerprint([lock], "3.11")}) == 4


def test_a_stamp_is_current_for_what_it_was_written_for(root: Path) -> None:
    stamp = root / "built" / ".stamp"
    answers = [stamps.is_current(stamp, "one")]
    stamps.write(stamp, "one")
    answers += [stamps.is_current(stamp, "one"), stamps.is_current(stamp, "two")]
    assert answers == [False, True, False]


def test_generated_files_and_tests_are_no_sources(root: Path) -> None:
    for name in (
        "src/page.astro",
        "dist/entry.mjs",
        "node_modules/a/index.js",
        "tests/a.ts",
        ".npmrc",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")
    assert sorted(stamps.frontend_sources()) == [root / ".npmrc", root / "src/page.astro"]
