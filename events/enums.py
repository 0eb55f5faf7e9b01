"""States of registrations and dates, kinds of activities, letters and log entries."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Family(models.TextChoices):
    """Kinds of activities as the API's clients choose by them."""

    ACTIVITY = "activity", _("activity")
    COURSE = "course", _("course")
    TRAINING = "training", _("training")


class Kind(models.TextChoices):
    """What an activity is."""

    CHILDREN = "children", _("intercultural activity for children")
    POLISH_COURSE = "polish_course", _("Polish course")
    ADAPTATION_COURSE = "adaptation_course", _("adaptation course")
    STAFF_TRAINING = "staff_training", _("staff training")
    OTHER = "other", _("other activity")


FAMILIES: Final = {
    Kind.CHILDREN: Family.ACTIVITY,
    Kind.POLISH_COURSE: Family.COURSE,
    Kind.ADAPTATION_COURSE: Family.COURSE,
    Kind.STAFF_TRAINING: Family.TRAINING,
    Kind.OTHER: Family.ACTIVITY,
}


class Party(models.TextChoices):
    """Who signs up: a parent for n children, one adult, one person from an institution."""

    CHILDREN = "children", _("a parent, for children")
    ADULT = "adult", _("an adult")
    STAFF = "staff", _("staff of an institution")


class Level(models.TextChoices):
    """Levels of Polish: those of the Council of Europe (CEFR), and A0 for beginners."""

    A0 = "A0", "A0"
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"


class Accessibility(models.TextChoices):
    """What the place or the way of teaching offers."""

    STEP_FREE = "step_free", _("no steps on the way in")
    TOILET = "toilet", _("accessible toilet")
    PARKING = "parking", _("parking place for people with disabilities")
    INDUCTION_LOOP = "induction_loop", _("induction loop")
    SIGN_LANGUAGE = "sign_language", _("Polish sign language")
    QUIET_ROOM = "quiet_room", _("quiet room")


class Question(models.TextChoices):
    """What an organiser may ask besides an e-mail address and the number of places."""

    NAME = "name", _("first name and surname")
    PHONE = "phone", _("phone number")
    AGES = "ages", _("age of each child")
    LEVEL = "level", _("level of Polish")
    INSTITUTION = "institution", _("institution and role")
    NEEDS = "needs", _("needs, for example an interpreter")


class Repeat(models.TextChoices):
    """How organisers choose that dates repeat."""

    ONCE = "once", _("once")
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")
    MONTH_WEEKDAY = "month_weekday", _("every month on the same weekday, as the second Saturday")
    MONTH_DAY = "month_day", _("every month on the same day, as the 15th")


class Reminders(models.TextChoices):
    """Of which dates people are reminded."""

    FIRST = "first", _("before the first date, and before dates that were moved")
    EVERY = "every", _("before every date")
    NONE = "none", _("of none")


class Delivery(models.TextChoices):
    """When an organiser is told by mail what happened to the places."""

    DAILY = "daily", _("once a day, if anything happened")
    AT_ONCE = "at_once", _("at once")
    NEVER = "never", _("never")


class OccurrenceState(models.TextChoices):
    """What has become of a date."""

    PLANNED = "planned", _("planned")
    MOVED = "moved", _("moved")
    CANCELLED = "cancelled", _("cancelled")


class RegistrationState(models.TextChoices):
    """Where a registration stands; ``offered`` holds its places until a deadline."""

    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("waiting")
    OFFERED = "offered", _("offered a place")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Outcome(models.TextChoices):
    """What became of somebody with a place: counted from who was noted, stored nowhere."""

    ATTENDED = "attended", _("attended")
    ABSENT = "absent", _("absent")


S = RegistrationState
# These take places; the others do not.
HOLDING: Final = frozenset({S.CONFIRMED, S.OFFERED})
# Who takes part, or took part.
COMING: Final = frozenset({S.CONFIRMED})
# Mails about dates go to these.
CONCERNED: Final = frozenset({S.CONFIRMED, S.WAITING, S.OFFERED})
MOVES: Final = {
    S.WAITING: frozenset({S.OFFERED, S.CONFIRMED, S.WITHDRAWN}),
    S.OFFERED: frozenset({S.CONFIRMED, S.WAITING, S.WITHDRAWN}),
    S.CONFIRMED: frozenset({S.WAITING, S.WITHDRAWN}),
    S.WITHDRAWN: frozenset[S](),
}
del S


class EndReason(models.TextChoices):
    """Why a registration is withdrawn."""

    PERSON = "person", _("withdrew")
    DECLINED = "declined", _("declined the offered place")
    EXPIRED = "expired", _("did not answer the offer in time")
    ORGANISER = "organiser", _("taken off by the organiser")
    CANCELLED = "cancelled", _("the group was cancelled")


class Action(models.TextChoices):
    """What the log of a group's places knows."""

    SIGNED_UP = "signed_up", _("signed up")
    CHANGED = "changed", _("changed the number of places")
    OFFERED = "offered", _("was offered a place")
    ACCEPTED = "accepted", _("accepted the offer")
    ENDED = "ended", pgettext_lazy("a place in a group", "left")
    PROMOTED = "promoted", _("was promoted by hand")
    RETURNED = "returned", _("was put back on the waiting list")
    PASSED_OVER = "passed_over", _("lets smaller registrations go first")
    HELD_FOR = "held_for", _("is waited for again")
    MOVED_OUT = "moved_out", _("moved to another group")
    MOVED_IN = "moved_in", _("moved here from another group")
    RESIZED = "resized", _("changed how many places there are")
    ATTENDANCE = "attendance", _("noted attendance")


class SignUpState(models.TextChoices):
    """Whether one may sign up for a group right now, and why not."""

    NOT_YET = "not_yet", _("not open yet")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")
    OVER = "over", pgettext_lazy("sign-up", "over")
    HIDDEN = "hidden", _("not public")


class LetterKind(models.TextChoices):
    """What people who signed up are told by mail."""

    CONFIRMATION = "confirmation", _("confirmation")
    WAITING = "waiting", _("on the waiting list")
    OFFER = "offer", _("a place is offered")
    OFFER_EXPIRED = "offer_expired", _("the offer has expired")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RETURNED = "returned", _("put back on the waiting list")
    MOVED = "moved", _("moved to another group")
    CHANGE = "change", _("a date has changed")
    CANCELLED = "cancelled", _("cancelled")
    REMINDER_DAYS = "reminder_days", _("reminder two days before")
    REMINDER_HOURS = "reminder_hours", _("reminder three hours before")
    MESSAGE = "message", _("a message from the organiser")
    CERTIFICATE = "certificate", _("the certificate is there")
