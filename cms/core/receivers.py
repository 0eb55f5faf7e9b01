"""What follows when a page is renamed or moved, and when tables are altered."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from cms.core.models import AppendOnlyModel

from . import append_only, redirects


def remember_slug(instance: Page, instance_before: Page, **_kwargs: object) -> None:
    """Let the old address lead on: receiver of ``page_slug_changed``, sent after the commit."""
    redirects.remember(instance, instance_before.url_path)


def remember_place(instance: Page, url_path_before: str, **_kwargs: object) -> None:
    """Let the old address lead on: receiver of ``post_page_move``, for reordering as well."""
    redirects.remember(instance, url_path_before)


def guard_logs(
    sender: AppConfig,
    using: str,
    **_said: object,
) -> None:
    """Have the database keep the logs of an app: receiver of ``post_migrate``."""
    connection = connections[using]
    known = connection.introspection.table_names()
    for model in sender.get_models():
        if issubclass(model, AppendOnlyModel) and model._meta.db_table in known:
            append_only.guard(connection, model._meta.db_table, model._meta.pk.column)


def connect() -> None:
    """Connect the receivers."""
    post_migrate.connect(guard_logs, dispatch_uid="core.guard_logs")
    page_slug_changed.connect(remember_slug, dispatch_uid="core.remember_slug")
    post_page_move.connect(remember_place, dispatch_uid="core.remember_place")
