"""Attendance is noted while its people are moved, resized and leave: nothing noted is lost."""

from pathlib import Path

import pytest

from tests.chaos.isolated_process import run_apart

ONLY_POSTGRESQL = pytest.mark.postgresql(only=True)  # The long ones run on SQLite too.


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("notes", "moves"),
    [pytest.param(15, 10, marks=ONLY_POSTGRESQL), pytest.param(150, 100, marks=pytest.mark.chaos)],
)
def test_what_was_acknowledged_is_noted_whatever_moved_meanwhile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], notes: int, moves: int
) -> None:
    said = run_apart("tests.chaos.attendance", tmp_path, str(notes), str(moves))
    with capsys.disabled():
        print(f"\nAttendance: {said}")  # noqa: T201  The measurement is for people.
