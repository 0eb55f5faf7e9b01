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
        from cms.core import (
            asking_again,
            closed_accounts,
            consequences,
            handover,
            library_rights,
            library_uses,
            lost_group_rights,
            lost_rights,
            moving,
            outdated_editor,
            page_actions,
            receivers,
            wagtail_exports,
        )
        from cms.core.content_version import watch

        page_actions.guard()
        outdated_editor.replace()
        moving.replace()
        asking_again.replace()
        library_rights.guard()
        consequences.register("library", library_uses.lost_by_deletion)
        handover.connect()
        closed_accounts.connect()
        lost_rights.connect()
        lost_group_rights.connect()
        wagtail_exports.defuse()
        watch.start()
        watch.connect_migrations(self)
        receivers.connect()
