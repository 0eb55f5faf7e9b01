"""Doing something to a case, and saying in words why it cannot be done."""

from collections.abc import Callable, Iterable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.cases.domain import errors
from cms.cases.domain.files import RefusedFileError
from cms.cases.domain.notifications import is_told
from cms.cases.models import Case

from .permissions import StaffRequest


def handle_refusals(request: StaffRequest, act: Callable[[], Any], done: str = "") -> bool:
    """Do it, and say that it is done or why not; tell whether it is."""
    try:
        act()
    except (errors.CaseError, RefusedFileError) as error:
        messages.error(request, reason_of(error))
        return False
    if done:
        messages.success(request, done)
    return True


_REASONS: Final[dict[type[Exception], Callable[[Any], str]]] = {
    RefusedFileError: lambda error: str(error.text),
    errors.MoveError: lambda error: (
        _("This is not possible: the case is “%(state)s” now. Somebody was quicker.")
        % {"state": error.case.get_state_display()}
    ),
    errors.UnreadError: lambda _error: _(
        "Not done: the sender has written meanwhile. Read it below, then decide."
    ),
    errors.UnseenJoinedError: lambda error: (
        ngettext(
            "Not done: %(cases)s was joined with this case meanwhile, so this is for its sender "
            "too. Look at it, then decide; what you typed is kept.",
            "Not done: %(cases)s were joined with this case meanwhile, so this is for their "
            "senders too. Look at them, then decide; what you typed is kept.",
            len(error.cases),
        )
        % {"cases": named(error.cases)}
    ),
    errors.ConcurrentChangeError: lambda error: _quicker(error.case),
    errors.JoinedError: lambda error: (
        _("Not done: the case was joined with %(main)s meanwhile. Write there; your text is kept.")
        % {"main": error.main.reference}
    ),
    errors.ClosedError: lambda _error: _("The case is closed. Open it again first."),
    errors.NotAllowedError: lambda _error: _(
        "This is not possible: this person or case does not belong here."
    ),
    errors.EmptyError: lambda _error: _("Please write something."),
}


def reason_of(error: Exception) -> str:
    """Return why something is not possible, in words."""
    return _REASONS[type(error)](error)


def say_done(request: StaffRequest, case_id: UUID, done: str) -> None:
    """Say what is done, whether the sender hears of it, and whether they still wait."""
    case = Case.objects.get(pk=case_id)
    messages.success(request, done)
    if is_told(case):
        messages.success(request, _("The sender is told by mail."))
    else:
        messages.warning(request, _("The sender's address is deleted: nobody is told by mail."))
    if case.unanswered_since is not None:
        text = _("The sender has written something that you had not seen: it is still unanswered.")
        messages.warning(request, text)


def named(cases: Iterable[Case]) -> str:
    """Return cases by number and what they are about, for a sentence."""
    return ", ".join(f"{case.reference} ({case.about})" for case in cases)


def joined_too(case: Case) -> list[str]:
    """Return the sentence that says for whom else it is what is done to a case, if anybody."""
    joined = list(case.merged.order_by("reference"))
    if not joined:
        return []
    text = ngettext(
        "It is also for the sender of the case that is joined with this one: %(cases)s.",
        "It is also for the senders of the cases that are joined with this one: %(cases)s.",
        len(joined),
    )
    return [text % {"cases": named(joined)}]


def _quicker(case: Case) -> str:
    """Return who has a case now."""
    if case.assignee is None:
        return _("Not done: a colleague gave the case back meanwhile. Nobody has it now.")
    name = case.assignee.get_full_name() or case.assignee.username
    return _("Not done: a colleague was quicker. %(name)s has the case now.") % {"name": name}
