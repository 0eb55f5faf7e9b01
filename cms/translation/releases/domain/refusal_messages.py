"""Why something cannot go live, in words for the person who wants it to."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core import locales
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.core.time_zone import WARSAW
from cms.translation.base.admin.error_messages import explain
from cms.translation.base.domain.errors import (
    SourceChangedError,
    SourceNotPublicError,
    UnreviewedError,
    UntranslatedError,
)

from .release_items import (
    ChangedSinceError,
    ChosenGoneError,
    NoRightsError,
    NothingToPublishError,
    NotStartedError,
    OwnDateError,
    Refusal,
    ReleaseItem,
    StoppedError,
)


def reason(refusal: Refusal) -> str:
    """Return a sentence that says what is missing."""
    if isinstance(refusal, PublicationRefusedError):
        return str(refusal.message)
    if isinstance(refusal, UntranslatedError):
        count = len(refusal.missing)
        text = ngettext(
            "%(count)d text is not translated yet.",
            "%(count)d texts are not translated yet.",
            count,
        )
        return text % {"count": count}
    if isinstance(refusal, ChangedSinceError):
        return _changed(refusal)
    known = {
        ChosenGoneError: _("It has been deleted since, or the text that was chosen has."),
        OwnDateError: _(
            "The text has a date of its own and would not be live now. Remove the date from it."
        ),
        NotStartedError: _("Not given to the translators yet."),
        StoppedError: _("The translation was stopped. Its people edit and publish it by hand."),
        NoRightsError: _("You may not publish this page."),
        NothingToPublishError: _("There is no text to publish."),
        SourceNotPublicError: _("The Polish page is not published."),
        SourceChangedError: _("The Polish text has changed since it was translated."),
    }
    if isinstance(refusal, UnreviewedError) and not refusal.paths:
        return _("Translated, but nobody has reviewed it yet.")
    return known.get(type(refusal)) or explain(refusal)


def _changed(refusal: ChangedSinceError) -> str:
    """Return what was done since, by whom and when (Warsaw's time)."""
    what = (
        _("Another text of it has been published since.")
        if refusal.is_live
        else _("It has been unpublished or deleted since.")
    )
    if refusal.act is None:
        return what
    return what + " " + act(refusal.act)


def act(entry: Any) -> str:
    """Return who did what the log tells, and when (Warsaw's time)."""
    at = date_format(entry.timestamp.astimezone(WARSAW), "j.m.Y H:i")
    return f"({entry.user_display_name}, {at})"


def problems(cells: Iterable[ReleaseItem], _owner: Any = None) -> list[str]:
    """Return a line for each page and language that cannot go live."""
    return [
        f"{cell.title} ({language(cell)}): {reason(cell.refusal)}" for cell in cells if cell.refusal
    ]


def language(cell: ReleaseItem) -> str:
    """Return the name of a cell's language in its own script."""
    code = cell.locale.language_code
    return str(locales.NAMES.get(code, code))
