"""What follows when a page is published, renamed or moved, and when tables are altered."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.core import append_only, old_addresses
from cms.core.models import AppendOnlyModel
from cms.jobs.api import enqueue


def prepare_documents(instance: Page, **_kwargs: object) -> None:
    """Have the page's documents prepared: receiver of Wagtail's ``page_published``."""
    enqueue("core.prepare_documents", key=f"page:{instance.pk}", page_id=instance.pk)


def forget_share_images(instance: Page, **_kwargs: object) -> None:
    """Have the page's pictures deleted: receiver of ``page_unpublished``, sent by deleting too."""
    enqueue("core.forget_share_images", key=f"page:{instance.pk}", page_id=instance.pk)


def remember_slug(instance: Page, instance_before: Page, **_kwargs: object) -> None:
    """Let the old address lead on: receiver of ``page_slug_changed``, sent after the commit."""
    old_addresses.remember(instance, instance_before.url_path)


def remember_place(instance: Page, url_path_before: str, **_kwargs: object) -> None:
    """Let the old address lead on: receiver of ``post_page_move``, for reordering as well."""
    old_addresses.remember(instance, url_path_before)


def guard_logs(
    sender: AppConfig,
    using: str,
    **_said: Any,  # noqa: ANN401  What Django sends.
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
    page_published.connect(prepare_documents, dispatch_uid="core.prepare_documents")
    page_unpublished.connect(forget_share_images, dispatch_uid="core.forget_share_images")
    page_slug_changed.connect(remember_slug, dispatch_uid="core.remember_slug")
    post_page_move.connect(remember_place, dispatch_uid="core.remember_place")
