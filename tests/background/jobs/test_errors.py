"""An error is kept without what it quotes."""

import pytest

from cms.background.jobs.errors import describe


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (ValueError(), "ValueError"),
        (ConnectionError("no answer"), "ConnectionError: no answer"),
        (ValueError("bad: jan@example.org"), "ValueError: bad: …"),
        (ValueError("no user 'Jan Kowalski' here"), "ValueError: no user … here"),
        (ValueError('no "Jan" here'), "ValueError: no … here"),
        (ValueError("call +48 600 700 800 now"), "ValueError: call … now"),
        (ValueError("row 12 of 20"), "ValueError: row 12 of 20"),
        (
            RuntimeError("duplicate key\nDETAIL: Key (email)=(jan@example.org) already exists."),
            "RuntimeError: duplicate key",
        ),
        (RuntimeError("Key (name)=(Jan K) exists"), "RuntimeError: Key (name)… exists"),
    ],
)
def test_what_is_kept(error: Exception, kept: str) -> None:
    assert describe(error) == kept


def test_it_fits_its_column() -> None:
    assert len(describe(ValueError("x" * 1000))) == 300
