"""Kinds of what can be found."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """A kind of result, by which readers narrow the list; page types name theirs themselves."""

    PAGE = "page", _("pages")
    HANDBOOK = "handbook", _("handbook")
    POINT = "point", _("information points")
    ACTIVITY = "activity", _("activities")
    STORY = "story", _("stories")
    PRACTICE = "practice", _("good practices")
    TERM = "term", _("glossary")
    FILE = "file", _("documents")
