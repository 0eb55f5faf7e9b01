"""Joined cases while several people join, part, withdraw, erase and write at the same moment."""

from pathlib import Path

import pytest

from tests.chaos.isolated_process import run_apart

ONLY_POSTGRESQL = pytest.mark.postgresql(only=True)  # The long ones run on SQLite too.


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("rounds", "cases", "steps"),
    [
        pytest.param(1, 6, 15, marks=ONLY_POSTGRESQL),
        pytest.param(10, 8, 120, marks=pytest.mark.chaos),
    ],
)
def test_people_at_once_neither_wait_in_a_circle_nor_lose_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rounds: int, cases: int, steps: int
) -> None:
    said = run_apart("tests.chaos.merged_cases", tmp_path, str(rounds), str(cases), str(steps))
    with capsys.disabled():
        print(f"\nJoined cases: {said}")  # noqa: T201  The measurement is for people.
