"""Application configuration."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Accounts and the words for roles."""

    name = "cms.users"
    label = "users"
    verbose_name = "Users"
    private_models = ("User",)
