"""Whose comments somebody may read."""

from django.db.models import QuerySet
from wagtail.models import GroupPagePermission

from cms.content.feedback.models import PageFeedback
from cms.core import locales
from cms.users.models import AnyUser

VIEW = "feedback.view_pagefeedback"
HANDLE = "feedback.change_pagefeedback"


def visible_to(user: AnyUser) -> QuerySet[PageFeedback]:
    """Return the feedback that ``user`` may read.

    Who writes in the source language reads all of it, because that text is behind every language;
    translators and language reviewers read what readers of their language say.
    """
    if not user.is_active or not user.has_perm(VIEW):
        return PageFeedback.objects.none()
    if user.is_superuser:
        return PageFeedback.objects.all()
    written = set(
        GroupPagePermission.objects.filter(group__in=user.groups.all()).values_list(
            "page__locale__language_code", flat=True
        )
    )
    if locales.SOURCE in written:
        return PageFeedback.objects.all()
    return PageFeedback.objects.filter(locale__in=written)
