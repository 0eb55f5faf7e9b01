"""Who read a draft: without it no translation goes live.

A review is a fact about one revision (``TranslationDraft``). It is noted where somebody with the
right to publish in the language approves a step of the workflow, or publishes; and where the
system itself publishes, which only our own code can ask for (``publication.publish`` without a
user). Whatever else wants to publish finds either the note or a refusal.
"""

from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Revision
from wagtail_localize.models import Translation

from cms.translation.base.models import TranslationDraft
from cms.users.models import User

from . import permissions, segment_store, segments
from .errors import OwnWorkError, UnreviewedError


def note(revision: Revision, *, user: User | None) -> None:
    """Note that ``user``, or the system, stands for what ``revision`` says."""
    TranslationDraft.objects.update_or_create(
        revision=revision,
        defaults={
            "reviewed_by": user,
            "reviewed_at": timezone.now(),
            "by_system": user is None,
        },
    )


def accept_all(translation: Translation, *, user: User) -> None:
    """Accept, as ``user``, every segment that nobody but its author has read.

    Raises UnreviewedError while there is a machine's work that nobody took over, OwnWorkError
    where ``user`` wrote some of it: somebody else accepts that first. Administrators may.
    """
    found = segments.unaccepted(translation.source, translation.target_locale)
    if machine := [path for path, author in found if author is None]:
        raise UnreviewedError(translation.get_target_instance(), machine)
    if not user.is_superuser and any(author == user.pk for _path, author in found):
        raise OwnWorkError(str(translation))
    segment_store.accept_unread(translation, user=user)


def refuse_unreviewed(revision: Revision, target: Any, *, user: User | None) -> None:
    """Raise UnreviewedError or OwnWorkError unless somebody stands for ``revision``.

    ``user`` does so by publishing it, if it is theirs to publish and none of their own work. What
    is live already may come back: it was reviewed then.
    """
    draft = TranslationDraft.objects.filter(revision=revision).first()
    if revision.pk == target.live_revision_id or (draft and draft.is_read):
        return
    judge(revision, target, user=user)


def judge(revision: Revision, target: Model, *, user: User | None) -> None:
    """Let ``user`` stand for ``revision`` and note it.

    Raises UnreviewedError for a machine's work, and for users who do not decide in the language;
    OwnWorkError for the author's own.
    """
    locale = getattr(target, "locale")  # noqa: B009  Any translatable model: Django's base has none.
    draft = TranslationDraft.objects.filter(revision=revision).first()
    if draft and draft.machine:
        raise UnreviewedError(target, draft.machine)
    if user is None or not permissions.may_publish(user, locale):
        raise UnreviewedError(target, [])
    if user.pk in authors(revision, draft) and not user.is_superuser:
        raise OwnWorkError(str(target))
    note(revision, user=user)


def authors(revision: Revision, draft: TranslationDraft | None) -> set[int]:
    """Return the ids of those whose own work a revision is; who saved one by hand wrote it."""
    if draft is None:
        return {revision.user_id} - {None}
    return set(draft.authors)
