"""Who may do what with consents.

Authors, legal reviewers and publishers see the register, authors and publishers add to it,
publishers withdraw. Whoever only translates has no part in it.
"""

from typing import Final

from wagtail.permission_policies import ModelPermissionPolicy

from cms.content.stories.domain.expiry_notifications import WITHDRAW
from cms.content.stories.models import Consent
from cms.users.models import AnyUser

NEVER: Final = frozenset({"change", "delete"})


class ConsentPolicy(ModelPermissionPolicy):
    """Nobody edits or deletes a record, administrators included: it is evidence."""

    def user_has_permission(self, user: AnyUser, action: str) -> bool:
        """Tell whether ``user`` may do ``action``."""
        return action not in NEVER and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: AnyUser, actions: set[str]) -> bool:
        """Tell whether ``user`` may do one of ``actions``."""
        return any(self.user_has_permission(user, action) for action in actions)


policy: Final = ConsentPolicy(Consent)


def may_withdraw(user: AnyUser, consent: Consent) -> bool:
    """Tell whether ``user`` may withdraw ``consent``, which can be done once."""
    return consent.withdrawn_on is None and consent.voided_at is None and may_decide(user)


def may_take_back(user: AnyUser, consent: Consent) -> bool:
    """Tell whether ``user`` may take back that ``consent`` was withdrawn."""
    return consent.withdrawn_on is not None and consent.voided_at is None and may_decide(user)


def may_decide(user: AnyUser) -> bool:
    """Tell whether ``user`` may say which pictures show the person."""
    return user.has_perm(WITHDRAW)
