"""Wagtail's table editor, which also sends what the table was when the form was opened."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.contrib.table_block.blocks import TableInput, TableInputAdapter

from .table_keys import with_keys


class KeyedTableInput(TableInput):
    """Gives rows and columns the keys that they had before they were edited."""

    @property
    def media(self) -> forms.Media:
        """Add the script that sends what the table was before."""
        found: forms.Media = super().media + forms.Media(
            js=[versioned_static("core/table_keys.js")]
        )
        return found

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> str | None:
        """Return the table as JSON, with its keys; what is no table is left to the block."""
        sent: str | None = super().value_from_datadict(data, files, name)
        value, before = _read(sent), _read(data.get(f"{name}-before"))
        return json.dumps(with_keys(value, before)) if value else sent


def _read(sent: str | None) -> dict[str, Any] | None:
    try:
        value = json.loads(sent or "null")
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


class KeyedTableInputAdapter(TableInputAdapter):
    """Names our script's class, which wraps Wagtail's."""

    js_constructor = "cms.KeyedTableInput"


register(KeyedTableInputAdapter(), KeyedTableInput)
