"""Accounts: ``UserFactory(role=roles.AUTHORS)`` is somebody with that role.

``UserFactory(role=[...])`` is somebody with several.
"""

from collections.abc import Collection

import factory
from django.contrib.auth.models import Group

from cms.users.models import User

PASSWORD = "a long enough passphrase"


class UserFactory(factory.django.DjangoModelFactory):
    """An account that can log in with PASSWORD; ``role`` is a group of ``cms.users.roles``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        administrator = factory.Trait(is_staff=True, is_superuser=True)

    username = factory.Sequence(lambda number: f"person-{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def role(
        self: User, create: bool, extracted: str | Collection[str] | None, **_kwargs: object
    ) -> None:
        """Put the account into the groups of these names, which ``setup`` made."""
        if create and extracted:
            names = {extracted} if isinstance(extracted, str) else set(extracted)
            found = Group.objects.filter(name__in=names)
            assert {group.name for group in found} == names
            self.groups.add(*found)
