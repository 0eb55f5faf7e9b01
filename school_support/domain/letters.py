"""The letter with the way back to a request that is still being written."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.background.outbox import Mail, letter
from cms.cases.domain.date_formats import localised_day
from school_support.models import RequestDraft

from .request_drafts import expires_at, resume_url

LINK = "school_support.draft_link"


def address_of(draft: RequestDraft) -> str:
    """Return the contact person's address as it was typed; empty if there is none."""
    typed = draft.answers.get("contact", {}).get("email", "")
    return typed if isinstance(typed, str) else ""


@letter(LINK)
def compose(subject_id: str) -> Mail | None:
    """Return the letter; None once the request was sent or deleted."""
    draft = RequestDraft.objects.filter(pk=UUID(subject_id), case=None).first()
    if draft is None:
        return None
    with override(draft.locale):
        until = localised_day(timezone.localdate(expires_at(draft)), draft.locale)
        return Mail(
            to=address_of(draft),
            language=draft.locale,
            subject=_("Go on with your request"),
            paragraphs=[
                _("By the link you can go on with your request where you stopped."),
                _("We keep what you typed until %(day)s. Nothing was sent yet.") % {"day": until},
            ],
            links=[(_("Go on"), resume_url(draft))],
        )
