"""Words in the order of each language's alphabet."""

import pytest

from cms.core.collation import sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        "ac ad ą b c ćma d e ęsi f lz łan m n ńa o óż p s śa t z źle żal",
        "ага вага гам ґава де єва же зи иб інь їжа йод кіт",
        "ад ёлка жук и йод к",
        "Apple banana Cherry",
    ],
)
def test_words_stand_in_the_order_of_their_alphabet(ordered: str) -> None:
    keys = [sort_key(word) for word in ordered.split()]
    assert keys == sorted(set(keys))
