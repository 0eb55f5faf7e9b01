"""States of a case with the moves between them; who speaks; what the log knows."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseState(models.TextChoices):
    """Where a case stands."""

    RECEIVED = "received", pgettext_lazy("case", "received")
    IN_TRIAGE = "in_triage", pgettext_lazy("case", "being checked")
    ACCEPTED = "accepted", pgettext_lazy("case", "accepted")
    IN_PROGRESS = "in_progress", pgettext_lazy("case", "in progress")
    COMPLETED = "completed", pgettext_lazy("case", "completed")
    DECLINED = "declined", pgettext_lazy("case", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("case", "withdrawn")


S = CaseState
CLOSED_STATES: Final = frozenset({S.COMPLETED, S.DECLINED, S.WITHDRAWN})
OPEN_STATES: Final = frozenset(S) - CLOSED_STATES
# A closed case is only reopened. The sender may withdraw whatever is open.
MOVES: Final = {
    S.RECEIVED: frozenset(
        {S.IN_TRIAGE, S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED, S.DECLINED, S.WITHDRAWN}
    ),
    S.IN_TRIAGE: frozenset({S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED, S.DECLINED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.IN_PROGRESS, S.COMPLETED, S.DECLINED, S.WITHDRAWN}),
    S.IN_PROGRESS: frozenset({S.COMPLETED, S.DECLINED, S.WITHDRAWN}),
    S.COMPLETED: frozenset({S.IN_PROGRESS}),
    S.DECLINED: frozenset({S.IN_PROGRESS}),
    S.WITHDRAWN: frozenset({S.IN_PROGRESS}),
}
del S


class Voice(models.TextChoices):
    """Who says something in a case; a note is for staff only."""

    SENDER = "sender", _("sender")
    DESK = "desk", pgettext_lazy("who writes", "desk")
    NOTE = "note", _("internal note")


class Outcome(models.TextChoices):
    """How a completed case ended."""

    HELPED = "helped", _("help was given")
    PARTLY = "partly", _("help was given in part")
    REFERRED = "referred", _("referred to somebody else")
    ADVISED = "advised", _("the question was answered")
    NOT_POSSIBLE = "not_possible", _("help was not possible")


class Meeting(models.TextChoices):
    """How people meet."""

    VISIT = "visit", _("visit")
    PHONE = "phone", _("phone call")
    ONLINE = "online", _("online meeting")


class FileState(models.TextChoices):
    """Whether a file was looked at for viruses; unchecked where no scanner is set up."""

    UNCHECKED = "unchecked", _("not checked for viruses")
    WAITING = "waiting", _("waits to be checked for viruses")
    CLEAN = "clean", _("checked for viruses")
    INFECTED = "infected", _("refused: holds a virus")


class Action(models.TextChoices):
    """What the log of a case knows."""

    RECEIVED = "received", _("was received")
    TRIAGED = "triaged", _("began to check it")
    ACCEPTED = "accepted", _("accepted it")
    STARTED = "started", _("began to work on it")
    COMPLETED = "completed", _("completed it")
    DECLINED = "declined", _("declined it")
    WITHDRAWN = "withdrawn", _("withdrew it")
    REOPENED = "reopened", _("opened it again")
    ASSIGNED = "assigned", _("assigned it")
    RELEASED = "released", _("gave it back")
    DUE = "due", _("set when it is due")
    OVERDUE = "overdue", _("fell due")
    HEARD = "heard", _("wrote a message")
    ANSWERED = "answered", pgettext_lazy("case", "answered")
    NOTED = "noted", _("wrote an internal note")
    FILE = "file", _("added a file")
    APPOINTED = "appointed", _("made an appointment")
    APPOINTMENT_MOVED = "appointment_moved", _("moved an appointment")
    APPOINTMENT_CANCELLED = "appointment_cancelled", _("cancelled an appointment")
    LINKED = "linked", _("linked an activity")
    UNLINKED = "unlinked", _("took a linked activity away")
    MERGED = "merged", _("joined it with another case")
    PARTED = "parted", _("parted it from another case")
    LAPSED = "lapsed", _("closed it because nothing happened for long")
    RATED = "rated", _("rated the help")
    LINK_SENT = "link_sent", _("had the private link sent again")
    EXPORTED = "exported", _("exported a person's data")
    FILE_READ = "file_read", _("opened a file")
    ANONYMISED = "anonymised", _("personal data was deleted")
