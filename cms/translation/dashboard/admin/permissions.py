"""Who may do what on the dashboard."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale

from cms.core import locales
from cms.translation.base.domain import permissions


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a user may do, as pks of locales.

    ``edits`` are the languages of the translations they may open, ``assigns`` those in which they
    give out work.
    """

    edits: frozenset[int]
    assigns: frozenset[int]
    submits: bool

    @property
    def acts(self) -> bool:
        """Tell whether there is anything to do with marked rows."""
        return bool(self.assigns or self.edits or self.submits)

    @classmethod
    def of(cls, user: Any) -> "Abilities":
        """Return the abilities of ``user``."""
        found = permissions.of_user(user)
        targets = [each for each in found if each.locale.language_code != locales.SOURCE]
        submits = any(each.may_publish for each in found if each not in targets)
        return cls(
            edits=frozenset(each.locale.pk for each in targets if each.may_edit),
            assigns=frozenset(each.locale.pk for each in targets if submits or each.may_publish),
            submits=submits,
        )


def assigns_anywhere(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let pass who gives out work in any language."""
    return bool(permissions.publishable_locales(user))


def every_locale(user: Any) -> list[Locale]:
    """Return all languages, by their pks."""
    return [each.locale for each in permissions.of_user(user)]
