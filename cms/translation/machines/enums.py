"""Words of machine translation: the machines, and what became of a question."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Provider(TextChoices):
    """A machine that translates, as it stands in the database."""

    DEEPL = "deepl", "DeepL"
    LIBRETRANSLATE = "libretranslate", "LibreTranslate"
    DUMMY = "dummy", _("Dummy (for development: does not translate)")


class AnswerState(TextChoices):
    """What became of a text that was sent to a machine."""

    ASKING = "asking", _("sent, no answer yet")
    ANSWERED = "answered", _("answered")
    UNUSABLE = "unusable", _("the answer cannot be used")
    UNKNOWN = "unknown", _("no answer came: it may have been charged")


# Not sent again by itself: a person says so, because it may cost twice.
CLOSED: Final = frozenset({AnswerState.UNUSABLE, AnswerState.UNKNOWN})


class Problem(TextChoices):
    """Why an answer cannot be used."""

    EMPTY = "empty", _("The answer is empty.")
    MARKUP = "markup", _("Links or emphasis were lost.")
    TERM = "term", _("A term of the term base was lost.")
