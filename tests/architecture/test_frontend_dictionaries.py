"""The frontend's dictionary knows every block the CMS can send."""

from pathlib import Path

from cms.core.blocks.body import BODY_BLOCKS
from tests.architecture.repository import dictionary_keys


def test_every_block_has_a_component_and_no_component_is_orphaned() -> None:
    components = dictionary_keys(Path("frontend/src/blocks/index.ts"))
    assert components == {name for name, _block in BODY_BLOCKS}
