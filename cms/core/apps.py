"""Application configuration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Shared kernel; knows no feature."""

    name = "cms.core"
    label = "core"
    verbose_name = "Core"
    public_models = ("TranslationState",)
    private_models = (
        "Batch",
        "BatchItem",
        "ContentVersion",
        "IdempotentAnswer",
        "Letter",
        "LetterHold",
        "PreparedDocument",
    )

    def ready(self) -> None:
        """Watch what is written and published from now on."""
        from cms.core.content_version import execute_wrapper

        from . import csv_injection, receivers
        from .accounts import (
            closed_accounts,
            handover,
            revoked_group_permissions,
            revoked_permissions,
        )
        from .library import library_permissions, library_usage
        from .publication import (
            consequences,
            edit_conflicts,
            move_view,
            page_actions,
            restriction_audiences,
            stale_confirmation,
            taken_down_pages,
            view_restrictions,
        )

        page_actions.guard()
        edit_conflicts.replace()
        move_view.replace()
        stale_confirmation.replace()
        library_permissions.guard()
        consequences.register("library", library_usage.lost_by_deletion)
        handover.connect()
        closed_accounts.connect()
        revoked_permissions.connect()
        revoked_group_permissions.connect()
        view_restrictions.connect()
        restriction_audiences.connect()
        taken_down_pages.connect()
        csv_injection.defuse()
        execute_wrapper.start()
        execute_wrapper.connect_migrations(self)
        receivers.connect()
