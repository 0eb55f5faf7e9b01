"""Signals of translation, each leading to notifications in the same transaction."""

from datetime import date
from typing import Any
from uuid import UUID

from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.core import locales
from cms.translation.base import signals
from cms.translation.base.models import Assignment
from cms.users.models import User
from cms.users.signals import account_closing

from .domain import recipients
from .domain.dispatch import NotificationEvent, tell
from .enums import Kind
from .models import Mail, Notice


def connect() -> None:
    """Connect all receivers; called once, when the application is ready."""
    for signal, receiver in (
        (signals.assigned, on_assigned),
        (signals.fell_behind, on_fell_behind),
        (signals.submitted, on_submitted),
        (signals.sent_back, on_sent_back),
        (signals.approved, on_approved),
        (signals.legal_validity_ending, on_legal_validity_ending),
    ):
        signal.connect(receiver, dispatch_uid=f"notices.{receiver.__name__}")
    account_closing.connect(on_account_closing, dispatch_uid="notices.on_account_closing")


def on_account_closing(account: User, **_kwargs: Any) -> None:
    """Delete what the person was or would have been told."""
    Notice.objects.filter(recipient=account).delete()
    Mail.objects.filter(recipient=account).delete()


def on_assigned(assignment: Assignment, **_kwargs: Any) -> None:
    """Tell whom work was given to, unless they took it themselves."""
    if assignment.assignee_id != assignment.assigned_by_id:
        news = NotificationEvent(
            Kind.ASSIGNED, assignment.translation_key, assignment.locale, on=assignment.due_on
        )
        tell([assignment.assignee], news)


def on_fell_behind(
    translation_key: UUID, locale: Locale, segments: int, urgent: bool, **_kwargs: Any
) -> None:
    """Tell whom it was given to, or the translators; of what is urgent the reviewers as well."""
    concerned = set(recipients.responsible(translation_key, locale))
    if urgent:
        concerned |= set(recipients.reviewers(locale))
    tell(
        concerned,
        NotificationEvent(
            Kind.FELL_BEHIND, translation_key, locale, count=segments, is_urgent=urgent
        ),
    )


def on_submitted(translation: Translation, user: User | None = None, **_kwargs: Any) -> None:
    """Tell the language's reviewers."""
    tell(
        _others(recipients.reviewers(translation.target_locale), user),
        _of(translation, Kind.SUBMITTED),
    )


def on_sent_back(translation: Translation, user: User | None = None, **_kwargs: Any) -> None:
    """Tell those who worked on it; the comment itself stays where the work is."""
    tell(_others(recipients.workers(translation), user), _of(translation, Kind.SENT_BACK))


def on_approved(translation: Translation, user: User | None = None, **_kwargs: Any) -> None:
    """Tell those who worked on it."""
    tell(_others(recipients.workers(translation), user), _of(translation, Kind.APPROVED))


def on_legal_validity_ending(
    translation_key: UUID, on: date, recipients_group: str, **_kwargs: Any
) -> None:
    """Tell the group that reads the page again."""
    source = Locale.objects.get(language_code=locales.SOURCE)
    key = f"legal:{translation_key}:{on}"
    news = NotificationEvent(Kind.LEGAL_VALIDITY, translation_key, source, on=on, key=key)
    tell(recipients.members(recipients_group), news)


def _of(translation: Translation, kind: Kind) -> NotificationEvent:
    return NotificationEvent(kind, translation.source.object_id, translation.target_locale)


def _others(found: Any, user: User | None) -> list[User]:
    return [person for person in found if user is None or person.pk != user.pk]
