"""What looks wrong in any language."""

import pytest

from cms.workbench.enums import Hint
from cms.workbench.rules.hints import hints


@pytest.mark.parametrize(
    ("path", "source", "text", "found"),
    [
        ("lead", "Jak wynająć dom.", "Як винайняти дім.", []),
        ("lead", "Jak wynająć dom.", "Jak wynająć dom.", [Hint.SAME]),
        ("lead", "PESEL", "PESEL", []),
        ("lead", "Dom.", "Дім", [Hint.ENDING]),
        ("lead", "„Dom.”", "«Дім.»", []),
        ("lead", "Dom", "Дім ", [Hint.SPACES]),
        ("lead", "Dom jest", "Дім  є", [Hint.SPACES]),
        ("title", "Dom", "д" * 256, [Hint.LONG]),
        ("slug", "dom", "dim-2", []),
        ("slug", "dom", "дім", [Hint.SLUG]),
        ("slug", "dom", "Dim", [Hint.SLUG]),
        ("body.x", "<b>Dom</b>", "<b>Дім</b>", []),
    ],
)
def test_hints(path: str, source: str, text: str, found: list[Hint]) -> None:
    assert hints(path, source, text) == found
