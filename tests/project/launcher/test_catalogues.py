"""Catalogues compile without GNU gettext."""

import gettext
from pathlib import Path

import pytest

from cms.project.launcher import catalogues

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "Search"
msgstr "Пошук"

#, fuzzy
msgid "Send"
msgstr "Not sure"
"""


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    po = tmp_path / "cms" / "locale" / "uk" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO)
    return po


def test_a_compiled_catalogue_answers_and_leaves_fuzzy_texts_out(catalogue: Path) -> None:
    assert catalogues.compile_all() == [catalogue.with_suffix(".mo")]
    with catalogue.with_suffix(".mo").open("rb") as file:
        texts = gettext.GNUTranslations(file)
    assert [texts.gettext("Search"), texts.gettext("Send")] == ["Пошук", "Send"]


def test_what_is_newer_than_its_source_is_left_alone(catalogue: Path) -> None:
    catalogues.compile_all()
    assert catalogues.compile_all() == []
