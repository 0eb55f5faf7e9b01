"""The account of somebody who works in the CMS."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .signals import account_closing


class AccountQuerySet(models.QuerySet["User"]):
    """Accounts; what they did stays theirs, so none is ever deleted."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Close the accounts, in one transaction; no row goes."""
        with transaction.atomic(using=self.db):
            for account in self:
                account.close()
        return 0, {}


class Accounts(UserManager.from_queryset(AccountQuerySet)):  # type: ignore[misc]  # Made by Django.
    """Makes accounts as Django does; what it finds is closed, not deleted."""

    use_in_migrations = False


class User(AbstractUser):
    """An editor, reviewer, translator or coordinator; readers have no accounts.

    A closed account says who it was to nobody, but stays one person: what they wrote is still not
    theirs to review, and what they reviewed is still reviewed by somebody.
    """

    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = Accounts()

    def get_full_name(self) -> str:
        """Return the name; that of a closed account is a number."""
        if self.closed_at is not None:
            return _("former colleague %(number)d") % {"number": self.pk}
        return super().get_full_name()

    def delete(self, *_args: object, **_kwargs: object) -> tuple[int, dict[str, int]]:
        """Close the account; no row goes, whoever asks."""
        self.close()
        return 0, {}

    @transaction.atomic
    def close(self, *, successor: "User | None" = None, by: "User | None" = None) -> None:
        """Deactivate and anonymise the account; what was to be done goes to ``successor``.

        Effects, in order: the signal ``account_closing``, whose receivers hand the work over; no
        name, address, password, group or right is left. What they did stays theirs.
        """
        account_closing.send(sender=User, account=self, successor=successor, by=by)
        self.username, self.email = f"closed-{self.pk}", ""
        self.first_name = self.last_name = ""
        self.is_active = self.is_staff = self.is_superuser = False
        self.last_login, self.closed_at = None, self.closed_at or timezone.now()
        self.set_unusable_password()
        self.save()
        self.groups.clear()
        self.user_permissions.clear()
