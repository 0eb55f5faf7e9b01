"""Names in the order in which their readers look for them."""

import pytest

from cms.core.collation import sort_key


@pytest.mark.parametrize(
    "names",
    [
        ["Leszno", "Lwówek", "Łobez", "Malbork"],
        ["powiat słupecki", "powiat szamotulski", "powiat średzki", "powiat wolsztyński"],
        [
            "Гнезно",
            "Ґданськ",
            "Елк",
            "Єленя",
            "Жари",
            "Ил",
            "Іновроцлав",
            "Їм",
            "Йорданув",
            "Каліш",
        ],
        ["Ель", "Ёлка", "Жары", "Иж", "Йорк", "Кельце"],
        ["English", "french", "German"],
    ],
)
def test_names_stand_in_the_order_of_their_alphabet(names: list[str]) -> None:
    shuffled = names[::-1]
    assert sorted(shuffled, key=sort_key) == names
