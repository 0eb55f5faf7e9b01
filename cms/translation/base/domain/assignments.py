"""Giving translations to people."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from cms.core import locales
from cms.translation.base import signals
from cms.translation.base.models import Assignment
from cms.users.models import User

from . import permissions
from .errors import LocaleNotAllowedError


@transaction.atomic
def assign(
    translation_key: UUID,
    locale: Locale,
    *,
    assignee: User | None,
    due_on: date | None,
    by: User,
) -> Assignment | None:
    """Give a translation to ``assignee`` until ``due_on``, or to nobody; return the assignment.

    Raises PermissionDenied unless ``by`` reviews the language or publishes the source, and
    LocaleNotAllowedError for an assignee who may not write in the language. Sends ``assigned``
    when it comes to somebody else than before or the day changes.
    """
    if not may_assign(by, locale):
        raise PermissionDenied
    found = Assignment.objects.select_for_update().filter(
        translation_key=translation_key, locale=locale
    )
    if assignee is None:
        found.delete()
        return None
    if not permissions.may_edit(assignee, locale):
        raise LocaleNotAllowedError(locale)
    before = found.first()
    if before is not None and (before.assignee_id, before.due_on) == (assignee.pk, due_on):
        return before
    assignment, _created = Assignment.objects.update_or_create(
        translation_key=translation_key,
        locale=locale,
        defaults={
            "assignee": assignee,
            "due_on": due_on,
            "assigned_by": by,
            "assigned_at": timezone.now(),
        },
    )
    signals.assigned.send(sender=Assignment, assignment=assignment)
    return assignment


def may_assign(user: User, locale: Locale) -> bool:
    """Tell whether ``user`` gives out work in ``locale``: its reviewers, and who publishes."""
    if permissions.may_publish(user, locale):
        return True
    return permissions.may_publish(user, Locale.objects.get(language_code=locales.SOURCE))


def waiting_for(account: User) -> int:
    """Return how many translations are given to somebody."""
    return Assignment.objects.filter(assignee=account).count()


def hand_over(account: User, successor: User | None, by: User | None) -> None:
    """Give what was given to ``account`` to ``successor`` in their languages, the rest to nobody.

    Given by ``by``, or by ``account`` itself. Sends ``assigned`` for each that goes to somebody.
    """
    found = Assignment.objects.select_for_update().filter(assignee=account)
    for assignment in found.select_related("locale"):
        if successor is None or not permissions.may_edit(successor, assignment.locale):
            assignment.delete()
            continue
        assignment.assignee, assignment.assigned_by = successor, by or account
        assignment.assigned_at = timezone.now()
        assignment.save()
        signals.assigned.send(sender=Assignment, assignment=assignment)
