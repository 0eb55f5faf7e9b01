"""Every gate runs, and one report tells which failed, what they said and what to do."""

import pytest

from cms.project.launcher import check
from cms.project.launcher.check import Gate

GOOD = Gate("Good", ("sh", "-c", "echo nobody reads this"))
BAD = Gate("Bad", ("sh", "-c", "echo the reason; exit 3"), "Do this.")


def test_a_failure_stops_no_other_gate(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([BAD, GOOD]) == 1
    said = capsys.readouterr().out
    assert "== Bad\nthe reason\nDo this.\n1 of 2 passed in " in said
    assert ("ok     Good" in said, "FAILED Bad" in said, "nobody reads" in said) == (
        True,
        True,
        False,
    )


def test_all_is_well_when_all_gates_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([GOOD, GOOD]) == 0
    assert capsys.readouterr().out.count("ok") == 2
