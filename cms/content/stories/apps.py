"""Application configuration."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Success stories and the register of consents."""

    name = "cms.content.stories"
    label = "stories"
    verbose_name = "Stories"
    private_models = ("Consent", "HiddenPicture", "MistakenWithdrawal", "StoryPicture")

    def ready(self) -> None:
        """Let no story out without consent, and no picture of it stay in caches."""
        from cms.cases.domain import personal_data
        from cms.core import erasure_ledger, task_summary, withheld_texts
        from cms.core.library import revocable_images
        from cms.core.publication import publication_conditions

        from . import receivers
        from .domain import (
            consent_rules,
            corrections,
            picture_decisions,
            picture_visibility,
            summary_items,
            unconsented_texts,
            withdrawal,
        )
        from .domain.personal_data import CONSENTS

        publication_conditions.register(consent_rules.refuse_without_consent)
        erasure_ledger.register(withdrawal.LEDGER, withdrawal.withdraw_again)
        erasure_ledger.register(corrections.LEDGER, corrections.void_again)
        erasure_ledger.register(corrections.SLIPS, corrections.take_back_again)
        erasure_ledger.register(picture_decisions.LEDGER, picture_decisions.decide_again)
        revocable_images.register(picture_visibility.is_of_a_story)
        personal_data.register("consents", CONSENTS)
        withheld_texts.register("stories", unconsented_texts.withheld)
        task_summary.register("stories", summary_items.summary_items)
        receivers.connect()
