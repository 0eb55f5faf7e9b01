"""Every block of the body writes its own JSON."""

from collections.abc import Iterator

import pytest

from cms.core.blocks.base import BodyStructBlock
from cms.core.blocks.body import BODY_BLOCKS


def kinds(kind: type[BodyStructBlock]) -> Iterator[type[BodyStructBlock]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


def test_the_blocks_of_the_body_are_looked_at() -> None:
    assert {type(block) for _name, block in BODY_BLOCKS} & set(kinds(BodyStructBlock))


@pytest.mark.parametrize("kind", [*kinds(BodyStructBlock)], ids=lambda kind: kind.__name__)
def test_no_block_is_left_without_its_json(kind: type[BodyStructBlock]) -> None:
    assert kind.represent is not BodyStructBlock.represent
