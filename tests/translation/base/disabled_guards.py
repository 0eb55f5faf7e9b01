"""Ways to switch each guard off, so that tests show what it is for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move, unpublished
from wagtail_localize.models import SegmentOverride, Translation

from cms.translation.base import receivers
from cms.translation.base.domain import localize_patches

MIDDLEWARE: Final = (
    "cms.translation.base.admin.permission_middleware.TranslationPermissionMiddleware"
)
_FOLLOWING: Final = (
    (page_unpublished, receivers.on_unpublished),
    (unpublished, receivers.on_unpublished),
    (post_page_move, receivers.on_moved),
)


def is_ours(hook: Callable[..., Any]) -> bool:
    """Tell whether a Wagtail hook is the translation feature's, not wagtail-localize's."""
    return hook.__module__.startswith("cms.translation.base.")


@contextmanager
def no_guard() -> Iterator[None]:
    """Behave as wagtail-localize does when it is only installed."""
    for signal, receiver in _FOLLOWING:
        assert signal.disconnect(dispatch_uid=f"translation.{receiver.__name__}")
    for signal in (post_save, post_delete):
        assert signal.disconnect(receivers.on_restricted, sender=PageViewRestriction)
    assert post_delete.disconnect(receivers.on_deleted)
    assert post_save.disconnect(receivers.on_restarted, sender=Translation)
    groups = PageViewRestriction.groups.through
    assert m2m_changed.disconnect(receivers.on_restriction_groups, sender=groups)
    assert pre_save.disconnect(receivers.refuse_unsafe_override, sender=SegmentOverride)
    try:
        with localize_patches.unguarded():
            yield
    finally:
        receivers.connect()
