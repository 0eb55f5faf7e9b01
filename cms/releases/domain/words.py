"""Why something cannot go live, in words for the person who wants it to."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core import locales
from cms.core.publication_gate import PublicationRefusedError
from cms.translation.admin.refusals import explain
from cms.translation.domain.errors import (
    SourceChangedError,
    SourceNotPublicError,
    UnreviewedError,
    UntranslatedError,
)

from .publishing import Cell, NoRightsError, NothingToPublishError, NotStartedError, Refusal


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
    known = {
        NotStartedError: _("Not given to the translators yet."),
        NoRightsError: _("You may not publish this page."),
        NothingToPublishError: _("There is no text to publish."),
        SourceNotPublicError: _("The Polish page is not published."),
        SourceChangedError: _("The Polish text has changed since it was translated."),
    }
    if isinstance(refusal, UnreviewedError) and not refusal.paths:
        return _("Translated, but nobody has reviewed it yet.")
    return known.get(type(refusal)) or explain(refusal)


def problems(cells: Iterable[Cell], _owner: Any = None) -> list[str]:
    """Return a line for each page and language that cannot go live."""
    return [
        f"{cell.page.get_admin_display_title()} ({language(cell)}): {reason(cell.refusal)}"
        for cell in cells
        if cell.refusal
    ]


def language(cell: Cell) -> str:
    """Return the name of a cell's language in its own script."""
    code = cell.locale.language_code
    return str(locales.NAMES.get(code, code))
