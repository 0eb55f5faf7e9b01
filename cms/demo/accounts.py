"""One account a role, for trying the CMS out; never created in production."""

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import Group

from cms.users import roles
from cms.users.models import User

PASSWORD: Final = "demo"  # noqa: S105  The demo's published password.


@dataclass(frozen=True, slots=True)
class Account:
    """A log-in name, the person's invented name, and their groups."""

    username: str
    first_name: str
    last_name: str
    groups: tuple[str, ...] = ()
    is_superuser: bool = False


ACCOUNTS: Final = (
    Account("admin", "Alicja", "Administratorska", is_superuser=True),
    Account("autor", "Anna", "Zielińska", (roles.AUTHORS,)),
    Account("prawnik", "Piotr", "Lewandowicz", (roles.LEGAL_REVIEWERS,)),
    Account("wydawca", "Wanda", "Malinowska", (roles.PUBLISHERS,)),
    Account("tlumacz-en", "Emma", "Hartley", (roles.translators("en"),)),
    Account("tlumacz-ru", "Irina", "Sokolova", (roles.translators("ru"),)),
    Account("tlumacz-uk", "Oksana", "Koval", (roles.translators("uk"),)),
    Account("recenzent-en", "Thomas", "Brook", (roles.language_reviewers("en"),)),
    Account("recenzent-ru", "Pavel", "Orlov", (roles.language_reviewers("ru"),)),
    Account("recenzent-uk", "Taras", "Melnyk", (roles.language_reviewers("uk"),)),
    Account("koordynator", "Katarzyna", "Nowicka", (roles.SCHOOL_COORDINATORS,)),
    Account("doradca", "Dorota", "Wrona", (roles.ADVISERS,)),
    Account("organizator", "Oskar", "Jasny", (roles.ACTIVITY_ORGANISERS,)),
)


def create_accounts() -> None:
    """Create the accounts that are missing; existing ones stay as they are."""
    for account in ACCOUNTS:
        user, created = User.objects.get_or_create(
            username=account.username,
            defaults={
                "first_name": account.first_name,
                "last_name": account.last_name,
                "email": f"{account.username}@example.org",
                "is_superuser": account.is_superuser,
                "is_staff": account.is_superuser,
            },
        )
        if created:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
            user.groups.set(Group.objects.filter(name__in=account.groups))


def log_ins() -> list[str]:
    """Return a line for each account: log-in name, password and role."""
    width = max(len(account.username) for account in ACCOUNTS)
    return [
        f"{account.username:<{width}}  {PASSWORD}  {', '.join(account.groups) or 'Administrator'}"
        for account in ACCOUNTS
    ]
