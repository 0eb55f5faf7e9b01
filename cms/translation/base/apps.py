"""Application configuration."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """Drafts, publication and states of translations."""

    name = "cms.translation.base"
    label = "translation"
    verbose_name = "Translation"
    public_models = ("Term", "TermForm")  # Readers find by them.
    private_models = (
        "Acceptance",
        "Assignment",
        "FormerString",
        "MinorChange",
        "MinorEdit",
        "SourceChange",
        "TakenDown",
        "TranslationDraft",
    )

    def ready(self) -> None:
        """Put the guard in place, and tell questions what goes down with a source."""
        from django.utils.translation import gettext_lazy as _

        from cms.core.accounts import handover
        from cms.core.publication import page_actions

        page_actions.guard()  # What is replaced next keeps the conditions of the kernel.

        from cms.core.publication import consequences
        from cms.search.domain import synonyms

        from . import receivers
        from .admin import bulk_publish, source_sync
        from .domain import assignments, localize_patches, submitted_reviews, terms

        localize_patches.replace()
        bulk_publish.replace()
        receivers.connect()
        synonyms.register("terms", terms.synonyms)
        consequences.register("translation", source_sync.consequences)
        handover.register(
            "translation",
            handover.PendingWork(
                _("translations given to this person"),
                assignments.waiting_for,
                assignments.hand_over,
            ),
        )
        handover.register(
            "translation.reviews",
            handover.PendingWork(
                _("reviews that this person has asked for"),
                lambda account: submitted_reviews.reviews_of(account).count(),
                submitted_reviews.hand_over,
            ),
        )
