"""Who may work in which language: it follows from the rights on that language's page tree."""

from typing import Final

from django.contrib.auth.models import AnonymousUser
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


def editable_locales(user: User) -> list[Locale]:
    """Return the locales that ``user`` may write in, the source included."""
    return [locale for locale in Locale.objects.order_by("pk") if may_edit(user, locale)]


def _has_right(user: User | AnonymousUser, locale: Locale, codenames: tuple[str, ...]) -> bool:
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    return GroupPagePermission.objects.filter(
        group__in=user.groups.all(), page__locale=locale, permission__codename__in=codenames
    ).exists()
