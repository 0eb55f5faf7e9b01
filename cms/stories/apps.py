"""Application configuration."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Success stories and the register of consents."""

    name = "cms.stories"
    label = "stories"
    verbose_name = "Stories"
    public_models = ("StoryIndexPage", "StoryPage")
    private_models = ("Consent", "HiddenPicture", "StoryPicture")

    def ready(self) -> None:
        """Let no story out without consent, and no picture of it stay in caches."""
        from cms.core import erasure_ledger, publication_gate, revocable_pictures
        from cms.desk.domain import person_data

        from . import receivers
        from .domain import pictures, rule, withdrawal
        from .domain.personal_data import CONSENTS

        publication_gate.register(rule.refuse_without_consent)
        erasure_ledger.register(withdrawal.LEDGER, withdrawal.withdraw_again)
        revocable_pictures.register(pictures.is_of_a_story)
        person_data.register("consents", CONSENTS)
        receivers.connect()
