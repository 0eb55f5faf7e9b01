"""What automatic checks find."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """What is wrong at one place, in words for the person who puts it right."""

    UNTRANSLATED = "untranslated", _("Not translated")
    NEEDS_REVISION = "needs_revision", _("The Polish text has changed since it was translated")
    MACHINE_ONLY = "machine_only", _("A machine translated it, and nobody has taken it over")
    INVALID = "invalid", _("The translation cannot be used as it is")
    NO_ALT_TEXT = "no_alt_text", _("A picture without a description")
    FILE_NAME_AS_ALT_TEXT = "file_name", _("A file name instead of a picture's description")
    LINK_TO_NOTHING = "link_to_nothing", _("A link to a page or file that no longer exists")
    LINK_TO_HIDDEN = "link_to_hidden", _("A link to a page that readers cannot see")
    FACT_LOST = "fact_lost", _("Missing in the translation")
    TERM_FORBIDDEN = "term_forbidden", _("A word that must not be used for this term")
    TERM_MISSING = "term_missing", _("The term is not translated as agreed")
    NOT_CHECKED = "not_checked", _("This check could not be run; tell an administrator")
    NOT_REVIEWED = "not_reviewed", _("Nobody has reviewed the translation")
    NOT_PUBLISHABLE = "not_publishable", _("It cannot be published")
