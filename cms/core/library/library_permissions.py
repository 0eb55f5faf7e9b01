"""Who may choose, replace and delete files of the library: asked by every view, action and chooser.

Wagtail's own rule is that ``add`` goes with changing what one added, ``change`` with changing
everything. Beyond it, what is live is changed only with ``change``, and a collection that is closed
to all but some groups is closed in the admin too.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Q, QuerySet
from wagtail.documents.models import AbstractDocument
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.models import AbstractImage
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from cms.users.models import AnyUser, User

from .library_usage import live_uses

_CHANGING: Final = frozenset({"change", "delete"})


def closed_collections(user: AnyUser) -> QuerySet[Collection]:
    """Return the collections that are kept for groups to which ``user`` does not belong.

    Whoever works in the admin has passed a collection that asks for a log-in.
    """
    found: QuerySet[Collection] = Collection.objects.all()
    if user.is_superuser:
        return found.none()
    closed = CollectionViewRestriction.objects.filter(
        restriction_type=CollectionViewRestriction.GROUPS
    ).exclude(groups__in=user.groups.all())
    below = Q(pk__in=[])
    for path in closed.values_list("collection__path", flat=True):
        below |= Q(path__startswith=path)
    return found.filter(below)


class LibraryPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy for files of collections, and what is said above."""

    def user_has_any_permission_for_instance(
        self,
        user: User,
        actions: Iterable[str],
        instance: AbstractImage | AbstractDocument,
    ) -> bool:
        """Tell whether ``user`` may do any of ``actions`` to a file."""
        if closed_collections(user).filter(pk=instance.collection_id).exists():
            return False
        return any(self._may(user, action, instance) for action in actions)

    def _may(self, user: User, action: str, instance: AbstractImage | AbstractDocument) -> bool:
        if not super().user_has_any_permission_for_instance(user, [action], instance):
            return False
        if action not in _CHANGING or self._check_perm(user, ["change"], instance.collection):
            return True
        return not live_uses(instance)

    def instances_user_has_any_permission_for(
        self, user: User, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """Return the files to which ``user`` may do any of ``actions``, live or not."""
        found = super().instances_user_has_any_permission_for(user, actions)
        rows: QuerySet[Any] = found.exclude(collection__in=closed_collections(user))
        return rows


def guard() -> None:
    """Put the policy in place: Wagtail's views hold its policies since they were imported."""
    for policy in (images_policy, documents_policy):
        policy.__class__ = LibraryPolicy
