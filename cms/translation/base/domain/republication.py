"""Bringing back what was live before: it was read then, so nobody has to read it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone
from wagtail.models import Page, Revision

from cms.users.models import User

_revision: Final[ContextVar[int | None]] = ContextVar("coming_back", default=None)


@contextmanager
def _coming_back(revision: Revision) -> Iterator[None]:
    token = _revision.set(revision.pk)
    try:
        yield
    finally:
        _revision.reset(token)


def is_coming_back(revision: Revision) -> bool:
    """Tell whether ``revision`` is published because it was live before."""
    return bool(_revision.get() == revision.pk)


def bring_back(revision: Revision, *, user: User | None) -> None:
    """Publish ``revision``, which was live before, at once.

    Only for callers that have a record of its having been live: neither reviewers nor the present
    text of the source are asked, so a translation may come back that is behind. Raises
    SourceNotPublicError while its source is not live, PublicationRefusedError.
    """
    with _coming_back(revision):
        revision.publish(user=user, skip_permission_checks=True)


def keep_live_text(instance: Any) -> int:
    """Give what is live without a revision one of the text that it has; return its id.

    ``instance`` is a page or snippet. The revision is dated before every other, so no draft loses
    its place to it.
    """
    instance = instance.specific if isinstance(instance, Page) else instance
    first = instance.revisions.order_by("created_at").values_list("created_at", flat=True).first()
    known = filter(None, [first, instance.last_published_at, instance.first_published_at])
    revision = Revision(
        content_object=instance,
        base_content_type=instance.get_base_content_type(),
        content=instance.serializable_data(),
        object_str=str(instance),
        created_at=min(known, default=timezone.now()) - timedelta(milliseconds=1),
    )
    revision.save()
    model = Page if isinstance(instance, Page) else type(instance)
    model.objects.filter(pk=instance.pk).update(live_revision=revision)
    pk: int = revision.pk
    return pk
