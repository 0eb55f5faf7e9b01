"""Texts that are not shown to people who work on something else: features say which.

What was translated for one page is offered to translators of others. That does not hold for what
somebody told us about their life and may take back.
"""

from collections.abc import Callable
from typing import Final

from django.db.models import Q, QuerySet

Withheld = Callable[[], QuerySet]
_providers: Final[dict[str, Withheld]] = {}


def register(name: str, provider: Withheld) -> None:
    """Withhold what ``provider`` returns: one column of translation keys; a name registers once."""
    _providers[name] = provider


def withheld(field: str) -> Q:
    """Return the condition that the translation key in ``field`` is withheld today."""
    found = Q(pk__in=())
    for provide in _providers.values():
        found |= Q(**{f"{field}__in": provide()})
    return found
