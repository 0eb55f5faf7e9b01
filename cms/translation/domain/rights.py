"""Who may work in which language: it follows from the rights on that language's page tree."""

from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.models import GroupPagePermission, Locale

from cms.users.models import User

_EDIT: Final = ("add_page", "change_page", "publish_page")
_PUBLISH: Final = ("publish_page",)


def may_edit(user: User | AnonymousUser, locale: Locale) -> bool:
    """Tell whether ``user`` may write in ``locale``, pages and snippets alike."""
    return _has_right(user, locale, _EDIT)


def may_publish(user: User | AnonymousUser, locale: Locale) -> bool:
    """Tell whether ``user`` may publish in ``locale``."""
    return _has_right(user, locale, _PUBLISH)


def editable_locales(user: User | AnonymousUser) -> list[Locale]:
    """Return the locales that ``user`` may write in, the source included; one query."""
    return _locales(user, _EDIT)


def publishable_locales(user: User | AnonymousUser) -> list[Locale]:
    """Return the locales that ``user`` may publish in, the source included; one query."""
    return _locales(user, _PUBLISH)


def _locales(user: User | AnonymousUser, codenames: tuple[str, ...]) -> list[Locale]:
    every = Locale.objects.order_by("pk")
    if not user.is_active:
        return []
    return list(every if user.is_superuser else every.filter(pk__in=_permitted(user, codenames)))


def _permitted(user: User | AnonymousUser, codenames: tuple[str, ...]) -> QuerySet:
    """Return the pks of the locales in whose trees one of the user's groups has such a right."""
    found = GroupPagePermission.objects.filter(
        group__in=user.groups.all(), permission__codename__in=codenames
    )
    return found.values("page__locale")


def _has_right(user: User | AnonymousUser, locale: Locale, codenames: tuple[str, ...]) -> bool:
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    return _permitted(user, codenames).filter(page__locale=locale).exists()
