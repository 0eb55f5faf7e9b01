"""File formats, states of a file, and what an import does with each text."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FileFormat(models.TextChoices):
    """The formats that translators' tools read."""

    PO = "po", _("PO (gettext)")
    XLIFF = "xlf", _("XLIFF 2")


class Outcome(models.TextChoices):
    """What an import would do with one text of a file."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    CONFIRMED = "confirmed", _("machine translation taken over")
    CONFLICT = "conflict", _("newer work here")
    UNCHANGED = "unchanged", _("unchanged")
    UNTOUCHED = "untouched", _("not changed in the file, but here")
    EMPTY = "empty", _("not translated in the file")
    UNSURE = "unsure", _("marked as unsure in the file")
    SOURCE_CHANGED = "source_changed", _("the Polish text has changed since")
    UNKNOWN = "unknown", _("not on this page")
    NO_CONTEXT = "no_context", _("the tool has dropped where it stands")
    INVALID = "invalid", _("cannot be stored")
    TWICE = "twice", _("stands in the file twice, differently")


WRITTEN_OUTCOMES: Final = (Outcome.NEW, Outcome.CHANGED, Outcome.CONFIRMED)
# What a person should look at: nothing of it is written.
REFUSED_OUTCOMES: Final = (
    Outcome.SOURCE_CHANGED,
    Outcome.UNKNOWN,
    Outcome.NO_CONTEXT,
    Outcome.INVALID,
    Outcome.TWICE,
)
SKIPPED_OUTCOMES: Final = (
    Outcome.UNCHANGED,
    Outcome.UNTOUCHED,
    Outcome.EMPTY,
    Outcome.UNSURE,
)


class FileState(models.TextChoices):
    """How far an uploaded file is."""

    WAITING = "waiting", _("being read")
    READY = "ready", pgettext_lazy("file", "read")
    REFUSED = "refused", _("refused")
    WRITTEN = "written", _("imported")


class FileProblem(models.TextChoices):
    """Why a file as a whole is refused."""

    EMPTY = "empty", _("The file is empty.")
    TOO_LARGE = "too_large", _("The file is too large: at most 2 MB for one page.")
    NO_TYPE = "no_type", _("This is neither a PO nor an XLIFF file.")
    ENCODING = "encoding", _("The file is not encoded in UTF-8. Save it as UTF-8 and try again.")
    NOT_PO = "not_po", _("The file is damaged: it cannot be read as PO.")
    NOT_XML = "not_xml", _("The file is damaged: it cannot be read as XML.")
    ENTITIES = "entities", _("The file declares entities or a document type, which is not allowed.")
    NOT_XLIFF = "not_xliff", _("This XML file is no XLIFF file.")
    OLD_XLIFF = "old_xliff", _("This is XLIFF 1. Save it as XLIFF 2.")
    SEVERAL = "several", _("The file holds several pages. Export them one page a file.")
    FOREIGN = "foreign", _("The file was not exported from here: it names no page.")
    UNKNOWN_PAGE = "unknown_page", _("The file is for a page that does not exist here.")
    OTHER_PAGE = "other_page", _("The file is for another page or another language.")
    LANGUAGE = "language", _("The language that the file names is not the one it was exported for.")
    NO_RIGHTS = "no_rights", _("The file is for a language that you do not translate into.")
    STOPPED = "stopped", _("This translation was stopped: its page is edited by hand.")
    REPEATED = "repeated", _("Another file of this upload is for the same page and language.")
    BAD_ZIP = "bad_zip", _("The archive is damaged.")
    ENCRYPTED = "encrypted", _("The archive is encrypted. Save it without a password.")
    TOO_MANY = "too_many", _("The archive holds too many files.")
    BOMB = "bomb", _("The archive unpacks to more than is allowed.")
