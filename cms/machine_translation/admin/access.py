"""Who may do what with machines."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy

from cms.core import locales
from cms.machine_translation.models import MachineChoice
from cms.translation.domain import rights

policy: Final = ModelPermissionPolicy(MachineChoice)


def target_locales(user: Any) -> list[Locale]:
    """Return the languages that ``user`` translates into or reviews."""
    return [
        locale for locale in rights.editable_locales(user) if locale.language_code != locales.SOURCE
    ]


def required_locales(user: Any) -> list[Locale]:
    """Return ``target_locales``. Raises ``PermissionDenied`` where there are none."""
    mine = target_locales(user)
    if not mine:
        raise PermissionDenied
    return mine


def translates(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let those pass who translate into some language."""
    return bool(target_locales(user))


def chooses(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let those pass who choose machines and budgets."""
    return bool(policy.user_has_permission(user, "change"))
