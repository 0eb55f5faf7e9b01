"""Tables through the editor: what is inserted is new work, and nothing else is."""

import json
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override
from wagtail_localize.models import Translation

from cms.core.blocks.table import TranslatableTableBlock
from cms.core.models import TranslationStatus
from cms.translation.base.domain import publication
from cms.translation.base.domain.segment_rows import segment_rows
from cms.translation.base.enums import SegmentState
from cms.translation.editor.domain.segment_labels import Labels
from tests.factories import ContentPageFactory
from tests.translation.base.bodies import TABLE
from tests.translation.base.translation_steps import edit, publish_in, state, translate

pytestmark = pytest.mark.django_db


def grid(*rows: list[str]) -> dict[str, Any]:
    return {**TABLE, "data": [list(row) for row in rows]}


def body(table: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "table", "id": "t1", "value": {"caption": "Zajęcia", "table": table}}]


def typed(table: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Return what the editor's form makes of a table, as it opened it with ``before``."""
    form = QueryDict(mutable=True)
    form.update({"table": json.dumps(table), "table-before": json.dumps(before)})
    value: dict[str, Any] = TranslatableTableBlock().value_from_datadict(form, {}, "table")
    return value


def states_of(page: Any) -> dict[str, SegmentState]:
    translation = Translation.objects.get(source__object_id=page.translation_key)
    return {row.source: row.state for row in segment_rows(translation)}


OLD = grid(["Dzień", "Godziny"], ["środa rano", "od ósmej"])


def test_a_row_inserted_at_the_top_opens_only_its_own_texts() -> None:
    page = ContentPageFactory(body=body(OLD))
    publish_in(page)
    new = typed(grid(["Plan", ""], ["Dzień", "Godziny"], ["środa rano", "od ósmej"]), OLD)
    page = edit(page, body=body(new))
    found = states_of(page)
    assert state(page).status == TranslationStatus.BEHIND
    assert [text for text, each in found.items() if each == SegmentState.MISSING] == ["Plan"]
    translation = Translation.objects.get()
    translate(translation)
    table = publication.publish(translation).body[0].value["table"]
    assert table["data"] == [
        ["[uk] Plan", ""],
        ["[uk] Dzień", "[uk] Godziny"],
        ["[uk] środa rano", "[uk] od ósmej"],
    ]


def test_a_column_inserted_at_the_left_opens_only_its_own_texts() -> None:
    page = ContentPageFactory(body=body(OLD))
    publish_in(page)
    new = typed(grid(["Nr", "Dzień", "Godziny"], ["", "środa rano", "od ósmej"]), OLD)
    found = states_of(edit(page, body=body(new)))
    assert [text for text, each in found.items() if each == SegmentState.MISSING] == ["Nr"]


def test_a_deleted_row_leaves_the_others_translated() -> None:
    old = grid(["Dzień", "Godziny"], ["środa rano", "od ósmej"], ["piątek rano", "od dziewiątej"])
    page = ContentPageFactory(body=body(old))
    publish_in(page)
    new = typed(grid(["Dzień", "Godziny"], ["piątek rano", "od dziewiątej"]), old)
    found = states_of(edit(page, body=body(new)))
    assert {found["piątek rano"], found["od dziewiątej"]} == {SegmentState.TRANSLATED}


def test_opening_and_saving_a_table_changes_nothing() -> None:
    page = ContentPageFactory(body=body(OLD))
    publish_in(page)
    page = edit(page, body=body(typed(OLD, OLD)))
    assert state(page).status == TranslationStatus.CURRENT


def test_a_form_without_the_script_is_taken_as_it_is() -> None:
    form = QueryDict(mutable=True)
    form.update({"table": json.dumps(OLD)})
    assert TranslatableTableBlock().value_from_datadict(form, {}, "table") == OLD


def test_translators_read_which_cell_it_is() -> None:
    page = ContentPageFactory(body=body(OLD))
    publish_in(page)
    page = edit(page, body=body(typed(grid(["Plan", ""], *OLD["data"]), OLD)))
    with override("en"):
        labels = Labels(Translation.objects.get().source)
        assert labels.of("body.t1.table.1-0").detail.endswith("row 3, column 1")
