"""Application configuration."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Success stories and the register of consents."""

    name = "cms.stories"
    label = "stories"
    verbose_name = "Stories"
    public_models = ("StoryIndexPage", "StoryPage")
    private_models = ("Consent", "HiddenPicture", "MistakenWithdrawal", "StoryPicture")

    def ready(self) -> None:
        """Let no story out without consent, and no picture of it stay in caches."""
        from cms.core import (
            erasure_ledger,
            next_steps,
            publication_gate,
            revocable_pictures,
            withheld_texts,
        )
        from cms.desk.domain import person_data

        from . import receivers
        from .domain import decisions, mistakes, pictures, rule, steps, texts, withdrawal
        from .domain.personal_data import CONSENTS

        publication_gate.register(rule.refuse_without_consent)
        erasure_ledger.register(withdrawal.LEDGER, withdrawal.withdraw_again)
        erasure_ledger.register(mistakes.LEDGER, mistakes.void_again)
        erasure_ledger.register(mistakes.SLIPS, mistakes.take_back_again)
        erasure_ledger.register(decisions.LEDGER, decisions.decide_again)
        revocable_pictures.register(pictures.is_of_a_story)
        person_data.register("consents", CONSENTS)
        withheld_texts.register("stories", texts.withheld)
        next_steps.register("stories", steps.steps)
        receivers.connect()
