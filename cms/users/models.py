"""The account of somebody who works in the CMS."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An editor, reviewer, translator or coordinator; readers have no accounts."""
