"""What letters call a question to a point."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.cases.domain.letter_wording import LetterWording
from cms.cases.enums import CaseState

QUESTION: Final = LetterWording(
    received=_("We have received your question"),
    received_thanks=_("Thank you. We have received your question, and a person will read it."),
    received_link=_(
        "The link below is the way to your question: there you read our answers and write to us."
        " Please keep it, and do not pass it on."
    ),
    message=_("We have written to you about your question."),
    moved_on=_("Your question has moved on"),
    states={
        CaseState.IN_PROGRESS: _("We are working on your question."),
        CaseState.COMPLETED: _(
            "Your question is answered. By the link you can read the answer and say if it helped."
        ),
        CaseState.DECLINED: _(
            "We cannot answer your question. By the link you can read why, and write to us."
        ),
        CaseState.WITHDRAWN: _("Your question is withdrawn. Nothing else happens with it."),
    },
    link=_("The link to your question"),
    link_text=_("It is the way to your question. Please keep it, and do not pass it on."),
    joined_subject=_("We have joined two questions"),
    joined=_("We had already received a question about the same thing, number %(reference)s."),
    joined_to_main=_(
        "We have received another question about the same thing and answer both together. What you"
        " write stays between you and us."
    ),
    parted=_(
        "Your question goes on by itself again, under its own number. Everything that was said to"
        " you stays on its page."
    ),
    lapsed=_("Your question is closed"),
    lapsed_text=_(
        "Nothing has happened with your question for a long time, so it is closed. If you still"
        " need us, write by the link."
    ),
    see=_("See where your question stands"),
)
