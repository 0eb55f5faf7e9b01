"""Model fields of the kernel."""

from typing import Any

from wagtail.fields import StreamField


class BlocksField(StreamField):
    """A StreamField whose block definitions stay out of migrations.

    Blocks change often and never change the column (JSON), so a migration per block edit would
    only be noise. Data migrations work on the raw JSON instead of historical block definitions.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Return Django's four parts with an empty block list and no block lookup."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
