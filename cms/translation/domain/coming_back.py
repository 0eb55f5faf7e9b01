"""Bringing back what was live before: it was read then, so nobody has to read it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from wagtail.models import Revision

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
    return _revision.get() == revision.pk


def bring_back(revision: Revision, *, user: User | None) -> None:
    """Publish ``revision``, which was live before, at once.

    Only for callers that have a record of its having been live: neither reviewers nor the present
    text of the source are asked, so a translation may come back that is behind. Raises
    SourceNotPublicError while its source is not live, PublicationRefusedError.
    """
    with _coming_back(revision):
        revision.publish(user=user, skip_permission_checks=True)
