"""To whom work can be given."""

from dataclasses import dataclass

from django.db.models import F
from wagtail.models import Locale

from cms.translation.base.domain.permissions import EDIT_CODENAMES
from cms.users.models import User

from .cells import name_of


@dataclass(frozen=True, slots=True)
class Person:
    """An account and the codes of the languages it may write in, of those asked for."""

    pk: int
    name: str
    codes: tuple[str, ...]


def people(locales: list[Locale]) -> list[Person]:
    """Return who may write in any of ``locales`` by their groups, by name; one query."""
    path = "groups__page_permissions"
    found = (
        User.objects.filter(
            is_active=True,
            **{
                f"{path}__permission__codename__in": EDIT_CODENAMES,
                f"{path}__page__locale__in": locales,
            },
        )
        .annotate(code=F(f"{path}__page__locale__language_code"))
        .distinct()
    )
    codes: dict[User, list[str]] = {}
    for user in found:
        codes.setdefault(user, []).append(user.code)
    everybody = [Person(u.pk, name_of(u), tuple(sorted(c))) for u, c in codes.items()]
    return sorted(everybody, key=lambda person: person.name.casefold())
