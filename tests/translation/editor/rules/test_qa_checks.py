"""What looks wrong in any language."""

import pytest

from cms.translation.editor.enums import QaCheck
from cms.translation.editor.rules.qa_checks import hints


@pytest.mark.parametrize(
    ("path", "source", "text", "found"),
    [
        ("lead", "Jak wynająć dom.", "Як винайняти дім.", []),
        ("lead", "Jak wynająć dom.", "Jak wynająć dom.", [QaCheck.SAME]),
        ("lead", "PESEL", "PESEL", []),
        ("lead", "Dom.", "Дім", [QaCheck.ENDING]),
        ("lead", "„Dom.”", "«Дім.»", []),
        ("lead", "Dom", "Дім ", [QaCheck.SPACES]),
        ("lead", "Dom jest", "Дім  є", [QaCheck.SPACES]),
        ("title", "Dom", "д" * 256, [QaCheck.LONG]),
        ("slug", "dom", "dim-2", []),
        ("slug", "dom", "дім", [QaCheck.SLUG]),
        ("slug", "dom", "Dim", [QaCheck.SLUG]),
        ("body.x", "<b>Dom</b>", "<b>Дім</b>", []),
    ],
)
def test_hints(path: str, source: str, text: str, found: list[QaCheck]) -> None:
    assert hints(path, source, text) == found
