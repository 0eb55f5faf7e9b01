"""Counties that were taken from somebody stay taken when an older copy is restored."""

from django.db.models.signals import post_delete, post_save

from cms.cases.models import Remit
from cms.core.accounts import revoked_permissions
from cms.users.models import User


def connect() -> None:
    """Write down which counties are given and taken; called once, when the application is ready."""
    revoked_permissions.register("county", _take)
    post_save.connect(_on_given, sender=Remit, dispatch_uid="desk.lost_counties")
    post_delete.connect(_on_taken, sender=Remit, dispatch_uid="desk.lost_counties")


def _take(account: User, county: str) -> None:
    Remit.objects.filter(user=account, county=county).delete()


def _on_given(instance: Remit, *, created: bool, **_kwargs: object) -> None:
    if created:
        revoked_permissions.note("county", [instance.user_id], [instance.county], held=True)


def _on_taken(instance: Remit, **_kwargs: object) -> None:
    revoked_permissions.note("county", [instance.user_id], [instance.county], held=False)
