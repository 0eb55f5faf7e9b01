"""Signals that lead to the stories' domain, each in the same transaction."""

from collections.abc import Collection

from django.db.models.signals import pre_save
from wagtail.models import Page

from cms.core import publication_gate

from .models import StoryPage

# Who writes none of these columns changes nothing that a consent is about.
_WATCHED = frozenset({"live", "portrait", "portrait_id", "body"})
_SENDERS = (StoryPage, Page)


def connect() -> None:
    """Connect all receivers; called once, when the application is ready."""
    for sender in _SENDERS:
        pre_save.connect(guard_live, sender=sender, dispatch_uid="stories.guard_live")


def disconnect() -> None:
    """Let go of all signals: how tests show what the receivers are for."""
    for sender in _SENDERS:
        pre_save.disconnect(sender=sender, dispatch_uid="stories.guard_live")


def guard_live(
    instance: Page,
    *,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **_kwargs: object,
) -> None:
    """Refuse to write a live story without its consents, also past the publishing action.

    Copies and aliases are written live in this way. Raises PublicationRefusedError.
    """
    if raw or not instance.live:
        return
    if update_fields is None or _WATCHED & set(update_fields):
        publication_gate.ask(instance)
