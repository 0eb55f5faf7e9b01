"""The frontend's two dictionaries know every page type and every block the CMS can send."""

from pathlib import Path

from django.apps import apps

from cms.core.blocks.body import BODY_BLOCKS
from cms.core.models import BasePage
from tests.architecture.repository import dictionary_keys


def test_every_block_has_a_component_and_no_component_is_orphaned() -> None:
    components = dictionary_keys(Path("frontend/src/blocks/index.ts"))
    assert components == {name for name, _block in BODY_BLOCKS}


def test_every_page_type_has_a_template_and_no_template_is_orphaned() -> None:
    templates = dictionary_keys(Path("frontend/src/templates/index.ts"))
    types = {model._meta.label for model in apps.get_models() if issubclass(model, BasePage)}
    assert templates == types
