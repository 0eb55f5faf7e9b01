"""Who may do what on the board."""

from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale

from cms.core import locales
from cms.translation.domain import rights


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a user may do, as pks of locales; two queries to find out.

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
    def of(cls, user: Any, every: list[Locale]) -> "Abilities":
        """Return the abilities of ``user``, ``every`` being all locales."""
        source = {each.pk for each in every if each.language_code == locales.SOURCE}
        targets = frozenset(each.pk for each in every) - source
        publishes = {each.pk for each in rights.publishable_locales(user)}
        edits = {each.pk for each in rights.editable_locales(user)}
        publishes_source = bool(publishes & source)
        return cls(
            edits=targets & edits,
            assigns=targets if publishes_source else targets & publishes,
            submits=publishes_source,
        )


def assigns_anywhere(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let pass who gives out work in any language."""
    return bool(rights.publishable_locales(user))
