"""Whether somebody can decide every step of a workflow on the trees that follow it."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import AbstractGroupApprovalTask, GroupPagePermission, Locale, Page, Task

from cms.core.locales import SOURCE
from cms.translation.review.models import AutomaticChecksTask, LanguageReviewTask
from cms.users.models import User


def problems(
    tasks: Sequence[Task], pages: Iterable[Page], *, without: Collection[int] = ()
) -> list[str]:
    """Return what keeps a workflow of these steps from ending on these trees, in words.

    A step that was switched off is left out by every review. Steps of kinds that the product does
    not know are taken to be fine. ``without`` are ids of accounts that do not count.
    """
    steps = [task for task in tasks if task.active]
    if all(isinstance(task, AutomaticChecksTask) for task in steps):
        return [_("No person decides in this workflow, so nothing could be published by it.")]
    locales = {page.locale for page in pages}
    found = [
        problem_of_groups(task.name, task.groups.all(), without=without)
        for task in steps
        if _has_groups(task)
    ]
    for task in steps:
        if isinstance(task, LanguageReviewTask):
            found += [_of_language(task, locale, without) for locale in locales]
    found += [_unread(steps, locale, without) for locale in locales]
    return sorted({each for each in found if each})


def problem_of_groups(name: str, groups: Iterable[Group], *, without: Collection[int] = ()) -> str:
    """Return in words why nobody could decide a step of these groups; empty if somebody can."""
    if _able(without).filter(groups__in=groups).exists():
        return ""
    return _(
        "Nobody could decide the step “%(step)s”: no active person is in its groups. Add somebody "
        "to them first, or choose other groups."
    ) % {"step": name}


def _unread(steps: Sequence[Task], locale: Locale, without: Collection[int]) -> str:
    """Return why a translation could go through all steps and not be published at the end.

    Somebody who may publish in its language has to have read it.
    """
    if locale.language_code == SOURCE or any(isinstance(one, LanguageReviewTask) for one in steps):
        return ""
    deciding = [group for one in steps if _has_groups(one) for group in one.groups.all()]
    readers = _reviewers(locale, without).filter(pk__in=_able(without).filter(groups__in=deciding))
    if readers.exists():
        return ""
    return _(
        "Nobody who decides in this workflow may publish in this language: %(language)s. A "
        "translation that they approve would not go live."
    ) % {"language": locale.get_display_name()}


def _reviewers(locale: Locale, without: Collection[int]) -> QuerySet[Any]:
    """Return who reads in a language; administrators outside the groups do not count."""
    reviewing = GroupPagePermission.objects.filter(
        permission__codename="publish_page", page__locale=locale
    )
    return _able(without).filter(groups__in=reviewing.values("group"))


def _of_language(task: Task, locale: Locale, without: Collection[int]) -> str:
    """Return why nobody could decide."""
    if _reviewers(locale, without).exists():
        return ""
    return _(
        "Nobody could decide the step “%(step)s” in this language: %(language)s. No active person "
        "may publish in it."
    ) % {"step": task.name, "language": locale.get_display_name()}


def _has_groups(task: Task) -> bool:
    return isinstance(task, AbstractGroupApprovalTask)


def _able(without: Collection[int]) -> QuerySet[Any]:
    """Return the people who can log in to the admin."""
    enters = Q(groups__permissions__codename="access_admin") | Q(is_superuser=True)
    able = User.objects.filter(enters, is_active=True).values("pk")
    rows: QuerySet[Any] = User.objects.filter(pk__in=able).exclude(pk__in=without)
    return rows
