"""Terms in inflected texts: every form of the word, and no other word that looks like it."""

from pathlib import Path
from typing import Final

import pytest

from cms.translation.base.rules.terms import lemmas, occurs

HERE: Final = Path(__file__).parent
PAIRS: Final = [
    line.split(" | ", 3)
    for line in (HERE / "term_pairs.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("sign", "language", "term", "text"), PAIRS)
def test_a_term_is_found_in_every_form_and_in_no_other_word(
    sign: str, language: str, term: str, text: str
) -> None:
    assert occurs(lemmas(term, language), lemmas(text, language)) == (sign == "=")
