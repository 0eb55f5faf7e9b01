"""Who may do what with machines."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy

from cms.translation.base.domain import permissions
from cms.translation.machines.models import MachineChoice

policy: Final = ModelPermissionPolicy(MachineChoice)


def required_locales(user: Any) -> list[Locale]:
    """Return the languages ``user`` translates into. Raises ``PermissionDenied`` without any."""
    mine = permissions.target_locales(user)
    if not mine:
        raise PermissionDenied
    return mine


def may_choose(user: Any) -> bool:
    """Tell whether ``user`` may choose machines and budgets."""
    return bool(policy.user_has_permission(user, "change"))


def chooses(user: Any, _kwargs: dict[str, Any]) -> bool:
    """Let those pass who choose machines and budgets."""
    return may_choose(user)
