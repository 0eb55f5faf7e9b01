"""The account of somebody who works in the CMS."""

from collections.abc import Collection
from typing import Any, ClassVar, Final

from django.contrib.auth.models import AbstractUser, AnonymousUser, UserManager
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .signals import account_closing, account_flag_changed, account_leaving

FLAGS: Final = ("is_active", "is_staff", "is_superuser")


class AccountQuerySet(models.QuerySet["User"]):
    """Accounts; what they did stays theirs, so none is ever deleted."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Close the accounts, in one transaction; no row goes."""
        with transaction.atomic(using=self.db):
            for account in self:
                account.close()
        return 0, {}

    def update(self, **changes: Any) -> int:
        """Change the accounts; the work of those who are deactivated by it goes to nobody."""
        if changes.keys().isdisjoint(FLAGS):
            return super().update(**changes)
        with transaction.atomic(using=self.db):
            found = User.objects.filter(pk__in=self.order_by().values("pk")).select_for_update()
            before = {account.pk: account for account in found}
            count = super().update(**changes)
            for account in User.objects.filter(pk__in=before):
                account.tell_flags(before[account.pk], FLAGS)
        return count


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
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the account; if that deactivates it, what was to be done goes to nobody."""
        saved = kwargs.get("update_fields")
        flags = [flag for flag in FLAGS if saved is None or flag in saved]
        found = User.objects.filter(pk=self.pk).select_for_update() if flags else None
        before = found.first() if found is not None else None
        super().save(*args, **kwargs)
        if before is not None:
            self.tell_flags(before, flags)

    def tell_flags(self, before: "User", flags: Collection[str]) -> None:
        """Send the signals for those of the flags that were changed; ``before`` is the old row."""
        for flag in flags:
            held = getattr(self, flag)
            if held != getattr(before, flag):
                account_flag_changed.send(sender=User, account=self, flag=flag, held=held)
        if "is_active" in flags and before.is_active and not self.is_active:
            account_leaving.send(sender=User, account=self, successor=None, by=None)

    @transaction.atomic
    def close(self, *, successor: "User | None" = None, by: "User | None" = None) -> None:
        """Deactivate and anonymise the account; what was to be done goes to ``successor``.

        Effects, in order: the signal ``account_leaving``, whose receivers hand the work over, and
        ``account_closing``; no name, address, password, group or right is left. What they did
        stays theirs.
        """
        account_leaving.send(sender=User, account=self, successor=successor, by=by)
        account_closing.send(sender=User, account=self, successor=successor, by=by)
        self.username, self.email = f"closed-{self.pk}", ""
        self.first_name = self.last_name = ""
        self.is_active = self.is_staff = self.is_superuser = False
        self.last_login, self.closed_at = None, self.closed_at or timezone.now()
        self.set_unusable_password()
        super().save()  # Everything has been handed over.
        self.groups.clear()
        self.user_permissions.clear()


AnyUser = User | AnonymousUser  # What a request has: an account, or nobody.
