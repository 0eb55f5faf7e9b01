"""References to law: articles, paragraphs and positions of a journal."""

import re
from decimal import Decimal
from typing import Final

from .fact import FactKind, Item
from .fact_scanner import FactScanner

# “art. 5”, “Article 5”, “статья 5”, “ст. 5”, “§ 5”, “poz. 5”, “item 5”.
_LAW: Final = re.compile(
    r"(?:(?<!\w)(?:arts?(?:\.|(?= \d))|articles?|artykuł\w*|ст(?:\.|ать\w*|атт\w*|атей)|sections?|"
    r"poz(?:\.|ycj\w*)|items?|поз(?:\.|иц\w*))|§{1,2})\s{0,3}"
    r"(?P<numbers>\d{1,5}(?:[a-zа-г]{1,2}(?!\w))?"
    r"(?:(?:\s?[–-]\s?|\s(?:i|oraz|lub|and|or|и|или|і|й|та|або)\s)\d{1,5}[a-zа-г]{0,2}(?![\w.:/]))*)",
    re.IGNORECASE,
)
_ONE: Final = re.compile(r"(\d{1,5})([a-zа-г]{0,2})", re.IGNORECASE)
_LETTERS: Final = str.maketrans("абвг", "abcd")


def take_laws(found: FactScanner) -> None:
    """Take references out of a text; Cyrillic letters of a number stand for Latin ones."""
    found.take(_LAW, lambda match: [_item(*each) for each in _ONE.findall(match["numbers"])])


def _item(figure: str, letters: str) -> Item:
    name = figure + letters.lower().translate(_LETTERS)
    return Item(FactKind.LAW, name, name, Decimal(figure) if not letters else None)
