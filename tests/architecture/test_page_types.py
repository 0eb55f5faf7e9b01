"""Nothing of a page type is forgotten: every place that needs one of each has one of each."""

import json
from pathlib import Path

from cms.core import locales
from cms.delivery.api.page_types import page_types
from cms.demo.content_files import page_files
from tests.architecture.repository import template_names
from tests.browser.template_pages import PAGES

GOLDEN = Path("tests/contract/golden")


def test_every_page_type_has_a_template_of_its_name_and_no_template_is_orphaned() -> None:
    names = [label.partition(".")[2] for label in page_types()]
    assert template_names() == {*names, "PlainPage"}, (
        "Add frontend/src/templates/<name of the model>.astro."
    )
    assert len(set(names)) == len(names), "Two page types would have the same template."


def test_every_page_type_stands_in_some_golden_answer() -> None:
    found = {json.loads(path.read_text())["meta"]["type"] for path in GOLDEN.glob("page_*.json")}
    missing = page_types().keys() - found
    assert not missing, (
        "Add tests/contract/golden/page_<name>_<language>.json, an answer of the API to a page with"
        f" all its fields; the frontend is tested with it. Missing: {sorted(missing)}"
    )


def test_every_page_type_has_a_page_in_the_demo_in_every_language() -> None:
    files = page_files(locales.CODES)
    missing = page_types().keys() - {file.type for file in files if len(file.texts) == 4}
    assert not missing, (
        f"Add a page in four languages to cms/demo/content. Missing: {sorted(missing)}"
    )


def test_every_page_type_is_seen_by_the_browser() -> None:
    assert PAGES.keys() == page_types().keys(), (
        "Add the Polish address of one of its demo pages to tests/browser/template_pages.py."
    )
