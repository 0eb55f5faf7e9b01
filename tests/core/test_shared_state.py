"""What processes know of the version together: never an older one after a newer one."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.test import override_settings

from cms.core.content_version.shared_state import MAX_AGE, NOTHING, Note, SharedState
from cms.core.content_version.shared_state_registry import board_of

pytestmark = pytest.mark.postgresql

NOW = 1_000.0
NEVER = float("-inf")
NOTE_FROM_A_PROCESS = """
import sys, time, django
from pathlib import Path
django.setup()
from cms.core.content_version.shared_state import SharedState
SharedState(Path(sys.argv[1]), b"boot").remember(7, time.monotonic(), time.monotonic())
"""


@pytest.fixture(params=["shared", "alone"])
def board(request: pytest.FixtureRequest, tmp_path: Path) -> SharedState:
    return SharedState(tmp_path / "run" / "version") if request.param == "shared" else SharedState()


def test_an_empty_board_says_nothing(board: SharedState) -> None:
    assert board.read() == NOTHING
    assert not board.read().is_fresh(NOW)


def test_a_note_is_fresh_for_100_ms(board: SharedState) -> None:
    board.remember(3, NOW, NOW)
    assert board.read() == Note(3, NOW, NEVER)
    assert board.read().is_fresh(NOW + MAX_AGE - 0.001)
    assert not board.read().is_fresh(NOW + MAX_AGE + 0.001)
    assert not board.read().is_fresh(NOW - 1), "of another clock"


def test_nobody_goes_back_while_a_note_is_fresh(board: SharedState) -> None:
    board.remember(4, NOW, NOW)
    board.remember(3, NOW + 0.01, NOW + 0.02)
    assert board.read() == Note(4, NOW + 0.01, NEVER)
    board.remember(5, NOW + 0.005, NOW + 0.02)
    assert board.read() == Note(5, NOW + 0.01, NEVER)


def test_an_old_note_gives_way_to_a_lower_version(board: SharedState) -> None:
    board.remember(9, NOW, NOW)
    board.remember(2, NOW + 1, NOW + 1)
    assert board.read() == Note(2, NOW + 1, NEVER)


def test_a_reading_begun_before_a_commit_is_not_noted(board: SharedState) -> None:
    board.remember(3, NOW, NOW)
    board.forget(NOW + 0.02)
    assert not board.read().is_fresh(NOW + 0.03)
    board.remember(3, NOW + 0.01, NOW + 0.03)
    assert not board.read().is_fresh(NOW + 0.03)
    board.remember(4, NOW + 0.03, NOW + 0.04)
    assert board.read() == Note(4, NOW + 0.03, NOW + 0.02)


def test_processes_share_a_note(tmp_path: Path) -> None:
    path = tmp_path / "version"
    here = SharedState(path, b"boot")
    subprocess.run([sys.executable, "-c", NOTE_FROM_A_PROCESS, path], check=True)
    assert here.read().version == 7
    here.forget(time.monotonic())
    assert not SharedState(path, b"boot").read().is_fresh(time.monotonic())


def test_a_note_of_another_boot_is_none(tmp_path: Path) -> None:
    SharedState(tmp_path / "version", b"first").remember(3, NOW, NOW)
    assert SharedState(tmp_path / "version", b"second").read() == NOTHING


def test_half_a_note_is_none(tmp_path: Path) -> None:
    path = tmp_path / "version"
    board = SharedState(path)
    board.remember(3, NOW, NOW)
    with path.open("r+b") as file:
        file.write(b"\x09")
    assert board.read() == NOTHING
    board.remember(4, NOW, NOW)
    assert board.read().version == 4


def test_a_database_has_one_board_and_one_in_memory_shares_none(tmp_path: Path) -> None:
    first = {"NAME": "one", "HOST": "", "PORT": ""}
    with override_settings(RUN_DIR=tmp_path / "run"):
        assert board_of(first) is board_of(dict(first))
        assert board_of(first) is not board_of({**first, "PORT": "5432"})
        board_of({**first, "NAME": "file:x?mode=memory"})
    assert len(list((tmp_path / "run").iterdir())) == 2


def test_without_a_folder_each_process_knows_it_for_itself(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("not a folder")
    with override_settings(RUN_DIR=tmp_path / "run"):
        board = board_of({"NAME": "two", "HOST": "", "PORT": ""})
    board.remember(3, NOW, NOW)
    assert board.read().version == 3


def test_the_shared_file_has_its_space_before_it_is_mapped(tmp_path: Path) -> None:
    """Else the first write on a full disk ends the process, and every one after it, by SIGBUS."""
    sparse = tmp_path / "version"
    with sparse.open("wb") as file:
        file.truncate(64)
    SharedState(sparse)
    assert sparse.stat().st_blocks > 0
