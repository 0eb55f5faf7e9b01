"""Who may work in which language: it follows from the rights on that language's page tree."""

from typing import Any, Final, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from wagtail.models import GroupPagePermission, Locale

from cms.core import locales
from cms.users.models import AnyUser

EDIT_CODENAMES: Final = ("add_page", "change_page", "publish_page")
PUBLISH_CODENAMES: Final = ("publish_page",)
_KEPT: Final = "_rights_by_locale"


def may_edit(user: AnyUser, locale: Locale) -> bool:
    """Tell whether ``user`` may write in ``locale``, pages and snippets alike."""
    return _has_right(user, locale, EDIT_CODENAMES)


def may_publish(user: AnyUser, locale: Locale) -> bool:
    """Tell whether ``user`` may publish in ``locale``."""
    return _has_right(user, locale, PUBLISH_CODENAMES)


class LocalePermissions(NamedTuple):
    """What somebody may do in a locale."""

    locale: Locale
    may_edit: bool
    may_publish: bool


def of_user(user: AnyUser) -> list[LocalePermissions]:
    """Return every locale with what ``user`` may do there; one query.

    The answer is kept with the account object, as Django keeps its permissions: a request asks
    once, and every menu item after that for nothing.
    """
    kept: dict[str, list[LocalePermissions]] = user.__dict__
    if _KEPT not in kept:
        kept[_KEPT] = [
            LocalePermissions(locale, bool(locale.edits), bool(locale.publishes))
            for locale in _with_rights(user)
        ]
    return kept[_KEPT]


def _with_rights(user: AnyUser) -> QuerySet:
    rights: dict[str, Any] = dict.fromkeys(("edits", "publishes"), Value(user.is_active))
    if user.is_active and not user.is_superuser:
        here = Q(page__locale=OuterRef("pk"))
        rights = {
            "edits": Exists(_permitted(user, EDIT_CODENAMES).filter(here)),
            "publishes": Exists(_permitted(user, PUBLISH_CODENAMES).filter(here)),
        }
    rows: QuerySet = Locale.objects.order_by("pk").annotate(**rights)
    return rows


def editable_locales(user: AnyUser) -> list[Locale]:
    """Return the locales that ``user`` may write in, the source included."""
    return [found.locale for found in of_user(user) if found.may_edit]


def target_locales(user: AnyUser) -> list[Locale]:
    """Return the locales that ``user`` translates into or reviews."""
    return [each for each in editable_locales(user) if each.language_code != locales.SOURCE]


def writes_anywhere(user: AnyUser) -> bool:
    """Tell whether ``user`` may write in any locale, the source included."""
    return bool(editable_locales(user))


def translates(user: AnyUser) -> bool:
    """Tell whether ``user`` translates into or reviews any locale."""
    return bool(target_locales(user))


def publishable_locales(user: AnyUser) -> list[Locale]:
    """Return the locales that ``user`` may publish in, the source included."""
    return [found.locale for found in of_user(user) if found.may_publish]


def publishes_polish(user: AnyUser) -> bool:
    """Tell whether ``user`` may publish sources."""
    return locales.SOURCE in {each.language_code for each in publishable_locales(user)}


def _permitted(user: AnyUser, codenames: tuple[str, ...]) -> QuerySet:
    """Return the rights that the user's groups have on pages, of these kinds."""
    rows: QuerySet = GroupPagePermission.objects.filter(
        group__in=user.groups.all(), permission__codename__in=codenames
    )
    return rows


def _has_right(user: AnyUser, locale: Locale, codenames: tuple[str, ...]) -> bool:
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    return _permitted(user, codenames).filter(page__locale=locale).exists()
