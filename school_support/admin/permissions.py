"""Who works on schools' requests."""

from typing import Any


def may_handle_requests(user: Any) -> bool:  # noqa: ANN401  An account or nobody.
    """Tell whether ``user`` is a school coordinator or an administrator."""
    return bool(user.is_active and user.has_perm("school_support.handle_requests"))
