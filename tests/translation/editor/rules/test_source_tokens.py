"""Where terms and tags stand in a source text."""

from collections.abc import Sequence
from typing import Any

import pytest

from cms.translation.base.rules.terms import lemmas
from cms.translation.editor.rules.source_tokens import inline_tags, source_tokens


@pytest.fixture(scope="module")
def terms() -> Sequence[Any]:
    return [lemmas(term, "pl") for term in ("karta pobytu", "karta", "wniosek")]


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("Dom", [("text", "Dom")]),
        ("", []),
        (
            "Złóż wniosek o kartę pobytu.",
            [
                ("text", "Złóż "),
                ("term", "wniosek"),
                ("text", " o "),
                ("term", "kartę pobytu"),
                ("text", "."),
            ],
        ),
        ("R&amp;D", [("text", "R&D")]),
        (
            'Zob. <a id="a1">kartę</a><br/>i <b>dom</b>',
            [
                ("text", "Zob. "),
                ("tag", '<a id="a1">'),
                ("term", "kartę"),
                ("tag", "</a>"),
                ("tag", "<br/>"),
                ("text", "i "),
                ("tag", "<b>"),
                ("text", "dom"),
                ("tag", "</b>"),
            ],
        ),
    ],
)
def test_a_source_falls_into_pieces(
    source: str, pieces: list[tuple[str, str]], terms: Sequence[Any]
) -> None:
    found = [(piece.kind, piece.text) for piece in source_tokens(source, terms, "pl")]
    assert found == pieces


def test_the_longest_term_wins(terms: Sequence[Any]) -> None:
    found = source_tokens("karta pobytu", terms, "pl")
    assert [piece.term for piece in found] == [0]


def test_tags_that_can_be_put_in_stand_once_each() -> None:
    found = inline_tags('<a id="a1">x</a> <b>y</b> <b>z</b><br/>')
    assert [(tag.opening, tag.closing, tag.label) for tag in found] == [
        ('<a id="a1">', "</a>", "a1"),
        ("<b>", "</b>", "b"),
        ("<br/>", "", "br"),
    ]
