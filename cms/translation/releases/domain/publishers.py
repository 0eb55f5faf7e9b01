"""Who publishes in the source language: a release that fails concerns all of them."""

from typing import Any

from django.db.models import Q, QuerySet

from cms.core import locales
from cms.translation.base.domain import permissions
from cms.translation.releases.models import Release
from cms.users.models import User


def is_one(user: Any) -> bool:
    """Tell whether ``user`` publishes in the source language; no query once rights are known."""
    return any(
        found.language_code == locales.SOURCE for found in permissions.publishable_locales(user)
    )


def to_tell(release: Release) -> QuerySet[User]:
    """Return who is told of a failure: all active publishers, and the plan's owner if active."""
    path = "groups__page_permissions"
    publishes = Q(
        **{
            f"{path}__permission__codename": "publish_page",
            f"{path}__page__locale__language_code": locales.SOURCE,
        }
    )
    owner = release.owner
    is_owner = Q(pk=owner.pk if owner else None)
    rows: QuerySet[User] = (
        User.objects.filter(publishes | is_owner, is_active=True).exclude(email="").distinct()
    )
    return rows
