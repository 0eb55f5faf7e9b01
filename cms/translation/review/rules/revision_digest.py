"""Which text a revision is: two with the same digest say the same."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

# What Wagtail keeps with the content that readers do not read, and the day of the editors' own
# review, which says that nothing had to be changed.
_NOT_READ: Final = frozenset(
    {
        "pk",
        "id",
        "page",
        "path",
        "depth",
        "numchild",
        "url_path",
        "draft_title",
        "live",
        "has_unpublished_changes",
        "expired",
        "go_live_at",
        "expire_at",
        "first_published_at",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "alias_of",
        "wagtail_admin_comments",
        "last_reviewed_on",
        "last_reviewed_by",
    }
)


def content_digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of a revision's content as Wagtail stores it."""
    read = json.dumps(_read(content), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(read.encode()).hexdigest()


def _read(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _read(part) for name, part in value.items() if name not in _NOT_READ}
    return [_read(part) for part in value] if isinstance(value, list) else value
