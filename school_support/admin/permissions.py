"""Who works on schools' requests."""

from cms.users.models import AnyUser


def may_handle_requests(user: AnyUser) -> bool:
    """Tell whether ``user`` is a school coordinator or an administrator."""
    return bool(user.is_active and user.has_perm("school_support.handle_requests"))
