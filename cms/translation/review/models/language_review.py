"""A step that the reviewers of the page's own language decide."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Task, TaskState, TranslatableMixin

from cms.translation.base.domain import permissions


class LanguageReviewTask(Task):
    """Approval by somebody who may publish in the language of what was submitted.

    One task serves every language: the language of the page decides whose it is. Nobody decides
    about their own work; cms.translation.base refuses that on every way to approve.
    """

    class Meta:
        verbose_name = _("Language review")
        verbose_name_plural = _("Language reviews")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Let the reviewers of the language open the editor."""
        return _reviews(user, obj)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Tell whether ``user`` must wait until the reviewers have decided."""
        return not _reviews(user, obj)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """Let the reviewers of the language lock what they read."""
        return _reviews(user, obj)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Return what ``user`` may decide: nothing, unless it is their language."""
        if not _reviews(user, obj):
            return []
        return [
            ("reject", _("Request changes"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **_kwargs: Any) -> Any:
        """Return the running steps in the languages of ``user``, without what they submitted."""
        running = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser:
            return running
        mine = {
            locale.pk for locale in Locale.objects.all() if permissions.may_publish(user, locale)
        }
        others = running.exclude(workflow_state__requested_by=user)
        return running.filter(pk__in=_in_locales(others, mine))

    @classmethod
    def get_description(cls) -> str:
        """Return what the step does, for the administrator who chooses it."""
        return str(_("The reviewers of the page's language decide, never about their own work"))


def _reviews(user: Any, obj: TranslatableMixin) -> bool:
    return permissions.may_publish(user, obj.locale)


def _in_locales(states: Any, locale_ids: set[int]) -> list[int]:
    """Return the ids of the steps whose page is written in one of the locales; two queries."""
    pages = Page.objects.filter(locale__in=locale_ids)
    rows = list(states.values_list("pk", "workflow_state__object_id"))
    known = set(pages.filter(pk__in={int(pk) for _, pk in rows}).values_list("pk", flat=True))
    return [pk for pk, object_id in rows if int(object_id) in known]
