"""Whom an event concerns."""

from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Locale, Page, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from cms.core import locales
from cms.translation.base.domain.permissions import PUBLISH_CODENAMES
from cms.translation.base.models import Assignment
from cms.users.models import User

_EDIT: Final = ("add_page", "change_page")


def reviewers(locale: Locale) -> QuerySet[User]:
    """Return who decides about translations into ``locale`` by their groups."""
    return _permitted(locale, PUBLISH_CODENAMES)


def translators(locale: Locale) -> QuerySet[User]:
    """Return who writes in ``locale`` and does not publish there; its reviewers if nobody does."""
    writing = _permitted(locale, _EDIT).exclude(pk__in=reviewers(locale).values("pk"))
    return writing if writing.exists() else reviewers(locale)


def members(group: str) -> QuerySet[User]:
    """Return the members of a group that may log in."""
    rows: QuerySet[User] = User.objects.filter(groups__name=group, is_active=True)
    return rows


def assignee(translation_key: UUID, locale: Locale) -> QuerySet[User]:
    """Return the person whom the translation was given to, or nobody."""
    given = Assignment.objects.filter(translation_key=translation_key, locale=locale)
    rows: QuerySet[User] = User.objects.filter(pk__in=given.values("assignee"), is_active=True)
    return rows


def responsible(translation_key: UUID, locale: Locale) -> QuerySet[User]:
    """Return whom a translation was given to, or all translators of the language."""
    given = assignee(translation_key, locale)
    return given if given.exists() else translators(locale)


def workers(translation: Translation) -> QuerySet[User]:
    """Return who sent the translation to review (or else wrote it), and whom it was given to.

    Where all of them have left, who writes in the language; where nobody does, who publishes the
    source and gives work to people.
    """
    key, locale = translation.source.object_id, translation.target_locale
    given = set(assignee(key, locale).values_list("pk", flat=True))
    sent = {_submitter(translation.get_target_instance())} - {None}
    for wanted in (sent | given if sent else set(), _writers(key, locale) | given):
        rows: QuerySet[User] = User.objects.filter(pk__in=wanted, is_active=True)
        if rows.exists():
            return rows
    left = translators(locale)
    return left if left.exists() else reviewers(Locale.objects.get(language_code=locales.SOURCE))


def _submitter(target: Any) -> int | None:
    """Return who asked for the newest review; snippets have none."""
    if not isinstance(target, Page):
        return None
    newest = WorkflowState.objects.for_instance(target).order_by("-created_at", "-pk").first()
    return newest.requested_by_id if newest else None


def _writers(key: UUID, locale: Locale) -> set[int | None]:
    written = StringTranslation.objects.filter(context__object_id=key, locale=locale)
    return set(written.values_list("last_translated_by", flat=True)) - {None}


def _permitted(locale: Locale, codenames: tuple[str, ...]) -> QuerySet[User]:
    path = "groups__page_permissions"
    rows: QuerySet[User] = User.objects.filter(
        is_active=True,
        **{f"{path}__permission__codename__in": codenames, f"{path}__page__locale": locale},
    ).distinct()
    return rows
