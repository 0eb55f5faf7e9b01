"""A step that the legal reviewers decide, and that asks until when their word holds."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import AbstractGroupApprovalTask, TaskState

from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.review.rules.revision_digest import content_digest

from .legal_validity import LegalValidity

USUAL_TERM: Final = timedelta(days=365)


def in_a_year() -> date:
    """Return the day that is offered."""
    return timezone.localdate() + USUAL_TERM


class ValidUntilField(forms.DateField):
    """A day that is not over yet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Valid until"),
            help_text=_("On this day at the latest somebody should read it again."),
            initial=in_a_year,
            widget=AdminDateInput,
            **kwargs,
        )

    def validate(self, value: date | None) -> None:
        """Raise ValidationError for a day in the past."""
        super().validate(value)
        if value and value < timezone.localdate():
            raise ValidationError(_("This day is over already."))


class LegalApprovalForm(forms.Form):
    """What the legal reviewer says when approving."""

    valid_until = ValidUntilField()
    comment = forms.CharField(
        label=_("Comment"), required=False, widget=forms.Textarea({"rows": 2})
    )


class LegalReviewTask(AbstractGroupApprovalTask):
    """Approval by the chosen groups, with a day until which the page holds.

    The day belongs to the text that was read: it counts while this text is live, and people are
    reminded before it.
    """

    class Meta:
        verbose_name = _("Legal review")
        verbose_name_plural = _("Legal reviews")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Return what ``user`` may decide; approving always asks for the day."""
        if not super().get_actions(obj, user):
            return []
        return [("reject", _("Request changes"), True), ("approve", _("Approve…"), True)]

    def get_form_for_action(self, action: str) -> type[forms.BaseForm]:
        """Return the form that asks for the day, or Wagtail's, for a comment."""
        return LegalApprovalForm if action == "approve" else super().get_form_for_action(action)

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approve with a day, which is noted of the text that was submitted, or reject.

        Where the approval is refused nothing is noted.

        The page editor hands over what the browser sent, so the day is looked at again. Raises
        PublicationRefusedError without a day, or with one that is over.
        """
        if action_name != "approve":
            return super().on_action(task_state, user, action_name, **kwargs)
        form = LegalApprovalForm(kwargs)
        if not form.is_valid():
            raise PublicationRefusedError(
                "legal_validity", _("Not approved: say until when the page is legally valid.")
            )
        LegalValidity.note(
            task_state.workflow_state.content_object,
            content_digest(task_state.revision.content),
            form.cleaned_data["valid_until"],
            user=user,
            task_state=task_state,
        )
        comment = form.cleaned_data["comment"]
        return super().on_action(task_state, user, action_name, comment=comment)

    @classmethod
    def get_description(cls) -> str:
        """Return what the step does, for the administrator who chooses it."""
        return str(_("The chosen groups approve and say until when; people are reminded in time"))
